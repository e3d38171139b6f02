package org.fedmas.pipeline.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fedmas.testkit.Golden;
import org.junit.jupiter.api.Test;

/** {@code configs/README.md} names every key that is read, with its default and its names. */
class ConfigReferenceTest {

  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  /** A key's row: cells of default and values. */
  private record Row(String otherwise, String values) {}

  private static final ConfigurationSpace SPACE = ConfigurationSpace.explore();
  private static final Map<String, Row> ROWS = rows();

  @Test
  void explorationReachesWhatIsKnownToBeThere() {
    assertThat(SPACE.defaults())
        .containsKeys("seed", "dataset.images", "split.folds", "image.crop", "alignment.weight");
    assertThat(SPACE.choices().get("training.loss")).contains("ce", "bsm", "focal");
    assertThat(SPACE.choices().get("training.terms")).contains("alignment");
    assertThat(SPACE.unreachable())
        .as("choices that nothing was accepted with, apart from those of another machine")
        .allMatch(choice -> choice.startsWith("device=") || choice.startsWith("engine."));
  }

  @Test
  void everyKeyThatIsReadHasARow() {
    assertThat(ROWS.keySet()).containsAll(SPACE.keys());
  }

  @Test
  void everyRowIsAKeyThatIsRead() {
    assertThat(SPACE.keys()).containsAll(ROWS.keySet());
  }

  @Test
  void documentedDefaultsAreTheRealOnes() {
    List<String> wrong = new ArrayList<>();
    assertThat(SPACE.defaults()).hasSizeGreaterThan(SPACE.keys().size() / 2);
    SPACE
        .defaults()
        .forEach(
            (key, value) -> {
              Row row = ROWS.get(key);
              if (row != null && !says(row.otherwise(), value)) {
                wrong.add(key + ": really " + value + ", documented as " + row.otherwise());
              }
            });
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyNameThatAKeyTakesIsInItsRow() {
    List<String> missing = new ArrayList<>();
    SPACE
        .choices()
        .forEach(
            (key, names) -> {
              Set<String> documented = words(ROWS.getOrDefault(key, new Row("", "")).values());
              names.stream()
                  .filter(name -> !documented.contains(name))
                  .forEach(name -> missing.add(key + ": " + name));
            });
    assertThat(missing).isEmpty();
  }

  private static boolean says(String cell, JsonNode value) {
    Set<String> words = words(cell);
    if (value.isArray()) {
      for (JsonNode one : value) {
        if (!words.contains(one.asText())) {
          return false;
        }
      }
      return true;
    }
    if (words.contains("auto")) {
      // what it stands for is for the machine to say
      return true;
    }
    if (value.isNumber()) {
      return words.stream()
          .filter(word -> word.matches("-?[0-9][0-9,.]*(e-?[0-9]+)?"))
          .anyMatch(word -> Double.parseDouble(word.replace(",", "")) == value.doubleValue());
    }
    return words.contains(value.asText()) || cell.contains("`" + value.asText() + "`");
  }

  private static Set<String> words(String cell) {
    return new TreeSet<>(Arrays.asList(cell.replaceAll("[,;]( |$)", " ").split("[\\s`\\[\\]()]+")));
  }

  private static Map<String, Row> rows() {
    Map<String, Row> rows = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(Golden.projectRoot().resolve("configs/README.md"))) {
        String[] cells = line.split("(?<!\\\\)\\|", -1);
        if (line.startsWith("| `") && cells.length >= 7) {
          Matcher keys = QUOTED.matcher(cells[1]);
          while (keys.find()) {
            assertThat(rows.put(keys.group(1), new Row(cells[3], cells[4])))
                .as("second row of %s", keys.group(1))
                .isNull();
          }
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return rows;
  }
}
