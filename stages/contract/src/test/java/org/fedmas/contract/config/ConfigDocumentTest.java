package org.fedmas.contract.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigDocumentTest {

  private static final String TEXT =
      """
      base: sample.yaml
      set: {rounds: 5}
      methods:
        z: {training: {loss: ce}, aggregation.rule: avg}
        a:
        b: {}
      folds: [1, 2]
      """;

  private final ConfigProblems problems = new ConfigProblems();

  @Test
  void keysOutsideOfSectionsAreItsOwn() {
    ConfigReader reader = ConfigReader.of(document(TEXT).own());
    assertThat(reader.text("base", "")).isEqualTo("sample.yaml");
    assertThat(reader.integers("folds", List.of(), 1, 9)).containsExactly(1, 2);
    assertThat(reader.finish().values()).hasSize(2);
  }

  @Test
  void namedSectionsKeepTheirOrderAndMayBeEmpty() {
    assertThat(document(TEXT).named("methods").keySet()).containsExactly("z", "a", "b");
    assertThat(problems.all()).isEmpty();
  }

  @Test
  void keysOfASectionAreDottedAndKnowTheirPlace() {
    ConfigSource z = document(TEXT).named("methods").get("z");
    assertThat(z.place("training.loss")).contains("x.yaml:4");
    assertThat(z.place("aggregation.rule")).contains("x.yaml:4");
    assertThat(z.place("rounds")).isEmpty();
  }

  @Test
  void aSectionGoesOnTopOfAnotherSource() {
    ConfigSource base = ConfigSource.yaml("base.yaml", "rounds: 9\nfold: 2\n", problems);
    ConfigReader reader = ConfigReader.of(base.with(document(TEXT).section("set")));
    assertThat(RunKeys.rounds(reader)).isEqualTo(5);
    assertThat(RunKeys.fold(reader)).isEqualTo(2);
  }

  @Test
  void unfitSectionsAreProblemsWithTheirLine() {
    ConfigDocument document = document("methods: [a, b]\nset: 3\n");
    assertThat(document.named("methods")).isEmpty();
    document.section("set");
    assertThat(problems.all())
        .containsExactly(
            "x.yaml:1: methods: expected names, each with its keys",
            "x.yaml:2: set: expected keys and values, or {}");
  }

  @Test
  void aNameThatIsGivenTwiceIsAProblem() {
    document("methods:\n  a: {}\n  a: {}\n").named("methods");
    assertThat(problems.all()).containsExactly("x.yaml:3: methods.a is given twice");
  }

  private ConfigDocument document(String text) {
    return ConfigDocument.yaml("x.yaml", text, Set.of("set", "methods"), problems);
  }
}
