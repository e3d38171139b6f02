package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.fedmas.tables.partition.PartitionTable;

/**
 * A check of every figure of a run's model card against {@code metrics.json}, {@code run.json} and
 * the partition. A line with a digit that no rule explains fails.
 *
 * @param training images per client and class, from the partition
 */
record CardFigures(JsonNode metrics, JsonNode record, int[][] training) {

  private static final int MINIMUM = 10;

  /** A form of a line and the check of its figures. */
  private record Rule(Pattern line, Consumer<Matcher> check) {}

  static CardFigures of(ReferenceRun.Done done) throws IOException {
    ObjectMapper json = new ObjectMapper();
    JsonNode metrics = json.readTree(done.run().result("metrics.json").toFile());
    JsonNode record = json.readTree(done.run().result("run.json").toFile());
    int[][] training = new int[metrics.get("clients").size()][metrics.get("classes").size()];
    for (PartitionRow row :
        PartitionTable.read(
            done.run()
                .artifacts()
                .artifact(done.status().unit("partition").fingerprint())
                .resolve(PartitionTable.FILE))) {
      if (row.part() == Part.TRAIN) {
        training[row.client()][row.label()]++;
      }
    }
    return new CardFigures(metrics, record, training);
  }

  /** Checks every line of a card. */
  void check(String card) {
    List<String> head = List.of();
    String score = "";
    for (String line : card.lines().toList()) {
      if (line.matches("[| -]+")) {
        continue; // the line below a head
      }
      if (line.startsWith("| ")) {
        List<String> cells = cells(line);
        if (head.isEmpty()) {
          head = cells;
        } else {
          row(head, cells);
        }
        continue;
      }
      head = List.of();
      Matcher named = Pattern.compile(" *- type: (\\w+)").matcher(line);
      score = named.matches() ? named.group(1) : score;
      if (!front(score, line) && hasDigit(line)) {
        text(line);
      }
    }
  }

  private static boolean hasDigit(String line) {
    return line.chars().anyMatch(Character::isDigit);
  }

  private static List<String> cells(String line) {
    return List.of(line.substring(2, line.length() - 2).split(" \\| ", -1));
  }

  private JsonNode test() {
    return metrics.at("/selected/test");
  }

  /** Checks a figure of the front matter; returns whether the line has one. */
  private boolean front(String score, String line) {
    Matcher value = Pattern.compile(" +value: (\\S+)").matcher(line);
    if (line.strip().equals("- type: " + score)
        || line.strip().equals("name: " + score.replace('_', ' '))) {
      return true; // a name such as macro_f1
    }
    Matcher ends = Pattern.compile(" +interval_95: \\[(\\S+), (\\S+)]").matcher(line);
    if (value.matches()) {
      assertThat(value.group(1)).as(line).isEqualTo(number(test().get(score)));
    } else if (ends.matches()) {
      assertThat(ends.group(1) + " to " + ends.group(2))
          .as(line)
          .isEqualTo(interval(test().at("/interval/" + score)));
    } else {
      return false;
    }
    return true;
  }

  private void text(String line) {
    for (Rule rule : rules()) {
      Matcher matcher = rule.line().matcher(line);
      if (matcher.matches()) {
        rule.check().accept(matcher);
        return;
      }
    }
    assertThat(line).as("a line of the card whose figures no rule explains").isEmpty();
  }

  private List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    rule(
        rules,
        "Data set `\\w+`, (\\d+) clients, (\\d+) classes\\. Training images per client and class:",
        found -> {
          assertThat(found.group(1)).isEqualTo(size("clients"));
          assertThat(found.group(2)).isEqualTo(size("classes"));
        });
    rule(rules, "\\* generated pictures: Apache 2\\.0", found -> {});
    rule(
        rules,
        "A `(\\S+)`, started from `\\w+` weights, (\\d+) rounds; (.*)\\.",
        found -> {
          assertThat(found.group(1)).isEqualTo(config("model.backbone"));
          assertThat(found.group(2)).isEqualTo(size("rounds"));
          method(found.group(3));
        });
    rule(
        rules,
        "Round (\\d+), selected by: \\D+\\. Scores that average classes are over (\\d+) classes\\.",
        found -> {
          assertThat(found.group(1)).isEqualTo(metrics.at("/selected/round").asText());
          assertThat(found.group(2)).isEqualTo(test().get("classes").asText());
        });
    rule(
        rules,
        "\\* Lowest recall: (.+), (\\S+)\\.",
        found ->
            assertThat(found.group(2))
                .isEqualTo(number(test().get("recall").get(named("classes", found.group(1))))));
    rule(
        rules,
        "\\* Client with the lowest balanced accuracy: (.+), (\\S+)\\.",
        found ->
            assertThat(found.group(2))
                .isEqualTo(
                    number(
                        metrics
                            .at("/selected/per_client")
                            .get(named("clients", found.group(1))))));
    rule(
        rules,
        "\\* Classes with fewer than (\\d+) training images: .*; mean recall (\\S+)\\.",
        found -> {
          JsonNode groups = test().at("/statistics/groups");
          assertThat(found.group(1)).isEqualTo(groups.get("few_below").asText());
          assertThat(found.group(2)).isEqualTo(number(groups.at("/few/recall")));
        });
    rule(
        rules,
        "\\* One training seed \\((\\d+)\\) and one fold \\((\\d+)\\): \\D*",
        found -> {
          assertThat(found.group(1)).isEqualTo(metrics.get("seed").asText());
          assertThat(found.group(2)).isEqualTo(metrics.get("fold").asText());
        });
    rule(
        rules,
        "With `config\\.yaml` of the run's folder, fedmas (\\S+):",
        found ->
            assertThat(found.group(1)).isEqualTo(record.at("/environment/fedmas").asText()));
    rule(
        rules,
        "Global model after the last round: `(\\S+)`",
        found ->
            assertThat(found.group(1)).isEqualTo(metrics.at("/final/global_model").asText()));
    rule(rules, "\\* (.*)", found -> assertThat(sentences()).contains(found.group(1)));
    return rules;
  }

  private static void rule(List<Rule> rules, String line, Consumer<Matcher> check) {
    rules.add(new Rule(Pattern.compile(line), check));
  }

  /** Returns what the run itself says about its data and scores. */
  private List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    metrics.path("caveats").forEach(one -> sentences.add(one.get("text").asText()));
    record.get("warnings").forEach(one -> sentences.add(one.asText()));
    return sentences;
  }

  /** Checks that every number of the sentence about the method is a value of the configuration. */
  private void method(String sentence) {
    TreeSet<Double> known = new TreeSet<>();
    record.get("config").forEach(value -> value.asText().lines().forEach(text -> add(known, text)));
    Matcher numbers = Pattern.compile("(?<![\\w.-])\\d+(\\.\\d+)?(E-?\\d+)?").matcher(sentence);
    while (numbers.find()) {
      assertThat(known).as(sentence).contains(Double.valueOf(numbers.group()));
    }
  }

  private static void add(TreeSet<Double> known, String text) {
    if (text.matches("-?\\d+(\\.\\d+)?([eE]-?\\d+)?")) {
      known.add(Double.valueOf(text));
    }
  }

  private void row(List<String> head, List<String> cells) {
    assertThat(cells).hasSameSizeAs(head);
    String what = head.get(0);
    if (what.equals("score")) {
      String score = cells.get(0).replace(' ', '_');
      same(cells, 1, number(test().get(score)));
      same(cells, 2, interval(test().at("/interval/" + score)));
    } else if (what.equals("class")) {
      int label = named("classes", cells.get(0));
      int images = 0;
      for (JsonNode cell : test().get("confusion").get(label)) {
        images += cell.intValue();
      }
      boolean shown = images >= MINIMUM;
      same(cells, 1, count(images));
      same(cells, 2, shown ? number(test().get("recall").get(label)) : "–");
      JsonNode one = test().at("/statistics/per_class").get(label);
      same(cells, 3, shown ? interval(one.get("recall_interval")) : "–");
    } else if (what.equals("client") && head.get(1).equals("test images")) {
      int client = named("clients", cells.get(0));
      int images = metrics.get("clients").get(client).at("/images/test").intValue();
      boolean shown = images >= MINIMUM;
      same(cells, 1, count(images));
      same(cells, 2, shown ? number(metrics.at("/selected/per_client").get(client)) : "–");
      JsonNode ends = test().at("/statistics/client_interval").get(client);
      same(cells, 3, shown ? interval(ends) : "–");
    } else {
      training(head, cells);
    }
  }

  private void training(List<String> head, List<String> cells) {
    assertThat(head.get(0)).as("a table that no rule explains: %s", head).isEqualTo("client");
    for (int c = 1; c < head.size(); c++) {
      int label = named("classes", head.get(c));
      if (!cells.get(0).equals("all")) {
        same(cells, c, count(training[named("clients", cells.get(0))][label]));
        continue;
      }
      int sum = 0;
      boolean hidden = false;
      for (int[] row : training) {
        sum += row[label] >= MINIMUM ? row[label] : 0;
        hidden |= row[label] < MINIMUM;
      }
      same(cells, c, (hidden ? "≥ " : "") + sum);
    }
  }

  private static void same(List<String> cells, int column, String expected) {
    assertThat(cells.get(column)).as("column %s of %s", column, cells).isEqualTo(expected);
  }

  private int named(String list, String name) {
    JsonNode all = metrics.get(list);
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).asText().equals(name) || all.get(i).path("name").asText().equals(name)) {
        return i;
      }
    }
    throw new AssertionError("the run has no " + name + " among its " + list);
  }

  private String size(String list) {
    return Integer.toString(metrics.get(list).size());
  }

  private String config(String key) {
    return record.get("config").get(key).asText();
  }

  private static String count(int images) {
    return images < MINIMUM ? "< " + MINIMUM : Integer.toString(images);
  }

  private static String number(JsonNode value) {
    return value.isNumber() ? String.format(Locale.ROOT, "%.4f", value.doubleValue()) : "–";
  }

  private static String interval(JsonNode ends) {
    return ends.isArray() ? number(ends.get(0)) + " to " + number(ends.get(1)) : "–";
  }
}
