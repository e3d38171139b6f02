package org.fedmas.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.fedmas.contract.json.Json;

/**
 * The result of a benchmark.
 *
 * @param unit the counted item, such as image or round
 * @param costs side → costs of its turns
 * @param ratios claim → our CPU-seconds per image divided by the other side's, by turn
 * @param notes further lines of text
 */
record Finding(
    String unit, Map<String, List<Cost>> costs, Map<Claim, Spread> ratios, List<String> notes) {

  private static final String ROW = "  %-46s %-34s %s%n";

  /** Creates a finding that consists of notes. */
  Finding() {
    this("", Map.of(), Map.of(), List.of());
  }

  /** Returns this finding with one more line of text. */
  Finding with(String format, Object... values) {
    List<String> more = new ArrayList<>(notes);
    more.add(String.format(Locale.ROOT, format, values));
    return new Finding(unit, costs, ratios, more);
  }

  /** Returns this finding with a note about another side's claim. */
  Finding withRatio(String side, Claim claim) {
    return withRatio(side, claim, "ratio", Cost::cpuPerImage);
  }

  /** Returns this finding with a note about a claim on wall-clock times instead of CPU-seconds. */
  Finding withTime(String side, Claim claim) {
    return withRatio(side, claim, "ratio by the clock", cost -> 1 / cost.imagesPerSecond());
  }

  private Finding withRatio(
      String side, Claim claim, String kind, ToDoubleFunction<Cost> perImage) {
    return costs.containsKey(side) && costs.containsKey(claim.against())
        ? with("%s, %s", side, text(kind, claim, ratio(side, claim.against(), perImage)))
        : this;
  }

  private List<Cost> turns(String side) {
    List<Cost> turns = costs.get(side);
    if (turns == null) {
      throw new IllegalArgumentException("no side " + side);
    }
    return turns;
  }

  /** Returns the ratios of a number of two sides, by turn. */
  Spread ratio(String side, String other, ToDoubleFunction<Cost> number) {
    List<Cost> turns = turns(side);
    List<Cost> others = turns(other);
    return Spread.of(
        IntStream.range(0, turns.size())
            .mapToObj(i -> number.applyAsDouble(turns.get(i)) / number.applyAsDouble(others.get(i)))
            .toList());
  }

  /** Returns the median of a side's cost per image. */
  double cpuPerImage(String side) {
    return Spread.of(turns(side), Cost::cpuPerImage).median();
  }

  String table(String name) {
    StringBuilder text = new StringBuilder("\n" + name + "\n");
    if (!costs.isEmpty()) {
      text.append(ROW.formatted("", "CPU-seconds per " + unit, unit + "s per second by the clock"));
    }
    costs.forEach(
        (side, turns) ->
            text.append(
                ROW.formatted(side, Spread.of(turns, Cost::cpuPerImage), byTheClock(turns))));
    ratios.forEach(
        (claim, ratio) -> text.append("  ").append(text("ratio", claim, ratio)).append('\n'));
    notes.forEach(note -> text.append("  ").append(note).append('\n'));
    return text.toString();
  }

  private static String text(String kind, Claim claim, Spread ratio) {
    String text = "%s to %s: %s".formatted(kind, claim.against(), ratio);
    String verdict = Claim.verdict(ratio.median() <= claim.factor());
    return claim.hasTarget()
        ? String.format(Locale.ROOT, "%s, target at most %.4g: %s", text, claim.factor(), verdict)
        : text;
  }

  private static String byTheClock(List<Cost> turns) {
    return turns.stream().allMatch(Cost::isTimed)
        ? Spread.of(turns, Cost::imagesPerSecond).toString()
        : "not told";
  }

  ObjectNode json(String name) {
    ObjectNode json = Json.object().put("name", name).put("unit", unit);
    ObjectNode sides = json.putObject("sides");
    costs.forEach(
        (side, turns) -> {
          ArrayNode rows = sides.putArray(side);
          for (Cost turn : turns) {
            rows.addObject()
                .put("count", turn.images())
                .put("cpu_seconds", turn.cpuSeconds())
                .put("wall_seconds", turn.isTimed() ? (Double) turn.wallSeconds() : null);
          }
        });
    ArrayNode claims = json.putArray("ratios");
    ratios.forEach(
        (claim, ratio) ->
            claims
                .addObject()
                .put("against", claim.against())
                .put("at_most", claim.hasTarget() ? (Double) claim.factor() : null)
                .put("median", ratio.median())
                .put("least", ratio.least())
                .put("greatest", ratio.greatest()));
    json.set("notes", Json.tree(notes));
    return json;
  }
}
