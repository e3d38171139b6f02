package org.fedmas.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.fedmas.contract.json.Json;

/**
 * The result of a benchmark.
 *
 * @param name the benchmark's name
 * @param unit the counted item, such as image or round
 * @param costs side → costs of its turns
 * @param ratios claim → our CPU-seconds per image divided by the other side's, by turn
 * @param notes further lines of text
 */
record Finding(
    String name,
    String unit,
    Map<String, List<Cost>> costs,
    Map<Claim, Spread> ratios,
    List<String> notes) {

  /** Returns a finding that consists of notes. */
  static Finding ofNotes(String name, List<String> notes) {
    return new Finding(name, "", Map.of(), Map.of(), notes);
  }

  Finding with(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new Finding(name, unit, costs, ratios, more);
  }

  /** Returns this finding with a note about another side's claim. */
  Finding with(String side, Claim claim) {
    return with(side, claim, "ratio", Cost::cpuPerImage);
  }

  /** Returns this finding with a note about a claim on wall-clock times instead of CPU-seconds. */
  Finding withTime(String side, Claim claim) {
    return with(side, claim, "ratio by the clock", cost -> 1 / cost.imagesPerSecond());
  }

  private Finding with(String side, Claim claim, String kind, ToDoubleFunction<Cost> perImage) {
    if (!costs.containsKey(side) || !costs.containsKey(claim.against())) {
      return this;
    }
    Spread ratio = ratio(turns(side), turns(claim.against()), perImage);
    return with(side + ", " + text(kind, claim, ratio));
  }

  /** Returns a side's turns, in order. */
  List<Cost> turns(String side) {
    List<Cost> turns = costs.get(side);
    if (turns == null) {
      throw new IllegalArgumentException("no side " + side);
    }
    return turns;
  }

  /** Returns the median of a side's cost per image. */
  double cpuPerImage(String side) {
    return Spread.of(turns(side).stream().map(Cost::cpuPerImage).toList()).median();
  }

  String table() {
    StringBuilder text = new StringBuilder("\n" + name + "\n");
    if (!costs.isEmpty()) {
      text.append(
          String.format(
              "  %-46s %-34s %s%n",
              "", "CPU-seconds per " + unit, unit + "s per second by the clock"));
    }
    costs.forEach(
        (side, turns) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "  %-46s %-34s %s%n",
                    side,
                    Spread.of(turns.stream().map(Cost::cpuPerImage).toList()),
                    byTheClock(turns))));
    ratios.forEach(
        (claim, ratio) -> text.append("  ").append(text("ratio", claim, ratio)).append('\n'));
    notes.forEach(note -> text.append("  ").append(note).append('\n'));
    return text.toString();
  }

  private static String text(String kind, Claim claim, Spread ratio) {
    if (!claim.hasTarget()) {
      return String.format(Locale.ROOT, "%s to %s: %s", kind, claim.against(), ratio);
    }
    return String.format(
        Locale.ROOT,
        "%s to %s: %s, target at most %.4g: %s",
        kind,
        claim.against(),
        ratio,
        claim.factor(),
        ratio.median() <= claim.factor() ? "met" : "MISSED");
  }

  /** Returns the ratios of the costs per image, by turn. */
  private static Spread ratio(List<Cost> ours, List<Cost> theirs, ToDoubleFunction<Cost> perImage) {
    List<Double> perTurn = new ArrayList<>();
    for (int turn = 0; turn < ours.size(); turn++) {
      perTurn.add(
          perImage.applyAsDouble(ours.get(turn)) / perImage.applyAsDouble(theirs.get(turn)));
    }
    return Spread.of(perTurn);
  }

  private static String byTheClock(List<Cost> turns) {
    return turns.stream().allMatch(Cost::isTimed)
        ? Spread.of(turns.stream().map(Cost::imagesPerSecond).toList()).toString()
        : "not told";
  }

  ObjectNode json() {
    ObjectNode json = Json.object();
    json.put("name", name);
    json.put("unit", unit);
    ObjectNode sides = json.putObject("sides");
    costs.forEach(
        (side, turns) -> {
          ArrayNode rows = sides.putArray(side);
          for (Cost turn : turns) {
            ObjectNode row = rows.addObject();
            row.put("count", turn.images());
            row.put("cpu_seconds", turn.cpuSeconds());
            row.put("wall_seconds", turn.isTimed() ? (Double) turn.wallSeconds() : null);
          }
        });
    ArrayNode claims = json.putArray("ratios");
    ratios.forEach(
        (claim, ratio) -> {
          ObjectNode row = claims.addObject();
          row.put("against", claim.against());
          row.put("at_most", claim.hasTarget() ? (Double) claim.factor() : null);
          row.put("median", ratio.median());
          row.put("least", ratio.least());
          row.put("greatest", ratio.greatest());
        });
    ArrayNode lines = json.putArray("notes");
    notes.forEach(lines::add);
    return json;
  }

  /** Measures several sides in turn and returns the finding. */
  static Finding interleaved(
      String name, String unit, int turns, List<Side> sides, List<Claim> claims) throws Exception {
    Map<String, List<Cost>> costs = new LinkedHashMap<>();
    sides.forEach(side -> costs.put(side.name(), new ArrayList<>()));
    for (int turn = 0; turn < turns; turn++) {
      for (Side side : sides) {
        java.util.Objects.requireNonNull(costs.get(side.name())).add(side.turn().take());
      }
    }
    Map<Claim, Spread> ratios = new LinkedHashMap<>();
    List<Cost> ours = java.util.Objects.requireNonNull(costs.get(sides.get(0).name()));
    for (Claim claim : claims) {
      List<Cost> theirs = costs.get(claim.against());
      if (theirs == null) {
        continue;
      }
      ratios.put(claim, ratio(ours, theirs, Cost::cpuPerImage));
    }
    return new Finding(name, unit, costs, ratios, List.of());
  }
}
