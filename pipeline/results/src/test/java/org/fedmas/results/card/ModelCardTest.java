package org.fedmas.results.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fedmas.contract.json.Json;
import org.fedmas.results.page.RunExample;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.Selection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCardTest {

  private static final Pattern SCORE = Pattern.compile("\\d\\.\\d{4}");

  @TempDir Path artifacts;
  private Path file;
  private RunMetrics metrics;

  @BeforeEach
  void run() throws Exception {
    file =
        RunExample.write(artifacts, 900, 3, Selection.VALIDATION).folder().resolve("metrics.json");
    metrics = RunMetrics.read(file);
  }

  private CardFacts facts(int minimum) {
    List<Integer> row = List.of(3, 40, 0, 12, 9, 10, 1, 100);
    return new CardFacts(
        "flamby-isic",
        "loss bsm",
        "resnet18",
        "imagenet",
        3,
        List.of("ISIC 2019 training set: CC BY-NC 4.0"),
        metrics.clients().stream().map(client -> row).toList(),
        minimum,
        List.of("12 lesions have images in training and test"),
        "0.3.0");
  }

  private String card(int minimum) {
    return new ModelCard(metrics, facts(minimum)).text();
  }

  @Test
  void everyScoreIsInTheMetrics() throws Exception {
    Set<String> known = new HashSet<>();
    numbers(Json.mapper().readTree(Files.readAllBytes(file)), known);
    Matcher scores = SCORE.matcher(card(10));
    int found = 0;
    while (scores.find()) {
      assertThat(known).contains(scores.group());
      found++;
    }
    assertThat(found).isGreaterThan(40);
  }

  private static void numbers(JsonNode node, Set<String> known) {
    if (node.isNumber()) {
      known.add(String.format(Locale.ROOT, "%.4f", node.doubleValue()));
    }
    node.forEach(child -> numbers(child, known));
  }

  @Test
  void everyScoreOfTheMetricsIsShown() {
    String card = card(1);
    RunMetrics.Selected selected = metrics.selected();
    FrontMatter.scores(selected.test())
        .forEach((name, value) -> assertThat(card).contains(CardText.number(value)));
    selected.test().recall().forEach(value -> assertThat(card).contains(CardText.number(value)));
    selected.perClient().forEach(value -> assertThat(card).contains(CardText.number(value)));
  }

  @Test
  void theFrontMatterHasScoresWithIntervals() {
    RunMetrics.Selected selected = metrics.selected();
    List<Double> ends = selected.test().interval().get("balanced_accuracy");
    assertThat(card(10))
        .startsWith("---\nlibrary_name: fedmas\n")
        .contains("model-index:\n- name: \"" + metrics.run() + "\"\n  results:")
        .contains(
            """
                - type: balanced_accuracy
                  name: balanced accuracy
                  value: %s
                  args:
                    interval_95: [%s, %s]
            """
                .formatted(
                    CardText.number(selected.test().balancedAccuracy()),
                    CardText.number(ends.get(0)),
                    CardText.number(ends.get(1))));
  }

  @Test
  void smallCellsAndWhatWouldRevealThemAreHidden() {
    assertThat(card(10))
        .contains("| < 10 | 40 | < 10 | 12 | < 10 | 10 | < 10 | 100 |")
        .contains("| all | ≥ 0 | 240 | ≥ 0 | 72 | ≥ 0 | 60 | ≥ 0 | 600 |");
    assertThat(card(1)).contains("| 3 | 40 | < 1 | 12 | 9 | 10 | 1 | 100 |");
  }

  @Test
  void noImageIsNamed() {
    assertThat(card(10)).doesNotContain("image-0").doesNotContain(artifacts.toString());
  }

  @Test
  void weaknessesFollowFromTheRun() {
    assertThat(new Weaknesses(metrics, facts(10)).texts())
        .anyMatch(text -> text.startsWith("Lowest recall: "))
        .anyMatch(text -> text.startsWith("Client with the lowest balanced accuracy: "))
        .anyMatch(text -> text.startsWith("Classes with fewer than 300 training images: DF, VASC"))
        .contains("12 lesions have images in training and test");
  }

  @Test
  void openSectionsAreMarked() {
    assertThat(card(10))
        .contains("## Intended use\n\n*To be written by people.*")
        .contains("## Licences\n\n* ISIC 2019 training set: CC BY-NC 4.0")
        .contains(metrics.end().globalModel());
  }
}
