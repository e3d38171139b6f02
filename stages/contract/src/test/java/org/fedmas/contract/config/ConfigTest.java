package org.fedmas.contract.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.node.LongNode;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.ExitCode;
import org.junit.jupiter.api.Test;

class ConfigTest {

  private static final String FILE = "some.yaml";

  @Test
  void thousandsOfBracketsAreRefused() {
    String brackets = "{".repeat(50_000);
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> ConfigSource.yaml(FILE, "rounds: " + brackets, new ConfigProblems()))
        .withMessageContaining("nested brackets");
    ConfigProblems problems = new ConfigProblems();
    ConfigSource.yaml(FILE, "", problems).set("rounds=" + brackets);
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(problems::throwIfAny)
        .withMessageContaining("not valid YAML");
  }

  /** Tests a character of two halves at every place around the end of the parser's buffer. */
  @Test
  void charactersOfTwoHalvesMayStandAnywhere() {
    for (int length = 1000; length < 1050; length++) {
      ConfigProblems problems = new ConfigProblems();
      String comment = "#" + "x".repeat(length) + "\uD83D\uDE00\n";
      ConfigSource source = ConfigSource.yaml(FILE, comment + "rounds: 3\n", problems);
      assertThat(source.entries()).as("after %s letters", length).containsOnlyKeys("rounds");
    }
  }

  @Test
  void defaultsAreResolved() {
    Config config = resolved("");
    assertThat(config.json().toString())
        .isEqualTo(
            "{\"rounds\":100,\"seed\":0,\"training.drop-last\":false,"
                + "\"training.learning-rate\":3.0E-4,\"training.loss\":\"bsm\","
                + "\"training.terms\":[\"alignment\"],\"weights\":\"imagenet\"}");
  }

  @Test
  void whatTheUserWroteTakesTheirPlace() {
    Config config =
        resolved(
            """
            rounds: 3
            training:
              loss: ce
              learning-rate: 1e-3
              drop-last: true
              terms: [proximal, alignment]
            weights: 18
            """);
    assertThat(config.values().get("rounds").intValue()).isEqualTo(3);
    assertThat(config.values().get("training.loss").textValue()).isEqualTo("ce");
    assertThat(config.values().get("training.learning-rate").doubleValue()).isEqualTo(1e-3);
    assertThat(config.values().get("training.drop-last").booleanValue()).isTrue();
    assertThat(config.values().get("training.terms")).hasToString("[\"proximal\",\"alignment\"]");
    assertThat(config.values().get("weights").textValue()).isEqualTo("18");
  }

  @Test
  void anOptionalKeyIsRecordedOnlyWhereItIsGiven() {
    ConfigReader absent = reader("");
    assertThat(absent.optionalText("window")).isEmpty();
    assertThat(absent.finish().values()).isEmpty();
    ConfigReader given = reader("window: 0..5");
    assertThat(given.optionalText("window")).contains("0..5");
    Config recipe = given.finish();
    assertThat(recipe.values()).containsOnlyKeys("window");
    assertThat(ConfigReader.of(recipe).optionalText("window")).contains("0..5");
    assertThat(ConfigReader.of(absent.recorded()).optionalText("window")).isEmpty();
  }

  @Test
  void anOptionalKeyIsSuggestedForAnUnknownOne() {
    ConfigReader reader = reader("windw: 0..5");
    assertThat(reader.optionalText("window")).isEmpty();
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(reader::finish)
        .withMessageContaining("windw: unknown key (did you mean window?)");
  }

  private static ConfigReader reader(String yaml) {
    return ConfigReader.of(ConfigSource.yaml(FILE, yaml, new ConfigProblems()));
  }

  @Test
  void equalSettingsInAnyFormAndOrderGiveEqualConfigs() {
    Config nested = resolved("rounds: 3\ntraining:\n  loss: ce\n  learning-rate: 0.001\n");
    Config dotted = resolved("training.learning-rate: 1e-3\ntraining.loss: ce\nrounds: 3.0\n");
    assertThat(dotted).isEqualTo(nested);
    assertThat(dotted.json().toString()).isEqualTo(nested.json().toString());
  }

  @Test
  void everyProblemIsReportedAtOnceWithItsPlace() {
    ConfigProblems problems = new ConfigProblems();
    ConfigSource source =
        ConfigSource.yaml(
            FILE,
            """
            rounds: 0
            seed: many
            training:
              loss: bsn
              learning-rate: 1e-3
              drop-lst: true
              terms: [alignmnt, alignment, alignment]
            weigths: x
            """,
            problems);
    source.set("training.learning-rate=-1").set("nonsense");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> read(source))
        .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .withMessageContaining("9 problems")
        .withMessageContaining(FILE + ":1: rounds: found 0, expected a whole number")
        .withMessageContaining(FILE + ":2: seed: found \"many\"")
        .withMessageContaining(FILE + ":4: training.loss: found \"bsn\", expected one of ce, bsm")
        .withMessageContaining("did you mean bsm?")
        .withMessageContaining(
            FILE + ":6: training.drop-lst: unknown key (did you mean training.drop-last?)")
        .withMessageContaining(FILE + ":7: training.terms: found \"alignmnt\"")
        .withMessageContaining("expected each name once")
        .withMessageContaining(FILE + ":8: weigths: unknown key (did you mean weights?)")
        .withMessageContaining(
            "--set training.learning-rate=-1: training.learning-rate: found -1, expected a number")
        .withMessageContaining("--set nonsense: expected key=value");
  }

  @Test
  void setGoesOnTopOfTheFile() {
    ConfigSource source = ConfigSource.yaml(FILE, "rounds: 3\n", new ConfigProblems());
    source.set("rounds=7").set("training.terms=[]").set("training.loss= ce").set("rounds=8");
    Config config = read(source);
    assertThat(config.values().get("rounds").intValue()).isEqualTo(8);
    assertThat(config.values().get("training.terms")).isEmpty();
    assertThat(config.values().get("training.loss").textValue()).isEqualTo("ce");
  }

  @Test
  void aKeyGivenTwiceIsAProblem() {
    ConfigProblems problems = new ConfigProblems();
    ConfigSource.yaml(FILE, "rounds: 3\ntraining.loss: ce\nrounds: 4\n", problems);
    assertThat(problems.all())
        .singleElement()
        .asString()
        .contains(FILE + ":3: rounds is given twice, first at " + FILE + ":1");
  }

  @Test
  void whatIsNoYamlIsRefusedWithItsLine() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> ConfigSource.yaml(FILE, "rounds: 3\nx: [1, 2\n", new ConfigProblems()))
        .withMessageContaining(FILE + ":")
        .withMessageContaining("not valid YAML");
  }

  @Test
  void aDocumentOfAnotherShapeIsAProblem() {
    for (String text : List.of("just words", "- 1\n- 2\n", "rounds: {a: [[1]]}\n")) {
      ConfigProblems problems = new ConfigProblems();
      ConfigSource.yaml(FILE, text, problems);
      assertThat(problems.all()).as(text).hasSize(1).first().asString().startsWith(FILE + ":1: ");
    }
  }

  @Test
  void aSectionWhoseKeysAreCommentedOutIsNothing() {
    Config config = resolved("rounds: 3\ntraining:\n#  loss: ce\n");
    assertThat(config).isEqualTo(resolved("rounds: 3\n"));
    assertThat(resolved("#rounds: 3\n")).isEqualTo(resolved(""));
  }

  @Test
  void anUnknownSectionWithoutValueIsAProblem() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> resolved("trainig:\n#  loss: ce\n"))
        .withMessageContaining(FILE + ":1: trainig: unknown key");
  }

  @Test
  void wholeNumbersBeyond64BitsAreRefused() {
    for (String seed :
        List.of("1e20", "9223372036854775808", "9.3e18", "'1e30'", "0xfffffffffffffffff")) {
      assertThatExceptionOfType(ConfigException.class)
          .as(seed)
          .isThrownBy(() -> resolved("seed: " + seed + "\n"))
          .withMessageContaining("1 problem")
          .withMessageContaining("expected a whole number from 0 to 9223372036854775807");
    }
    assertThat(resolved("seed: 9223372036854775807\n").values().get("seed").longValue())
        .isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void spellingsOfYamlNumbersAreEqual() {
    for (String rate : List.of(".001", "+.001", "1e-3", "'0.001'", "1.E-3")) {
      assertThat(resolved("training.learning-rate: " + rate + "\n"))
          .as(rate)
          .isEqualTo(resolved("training.learning-rate: 0.001\n"));
    }
    for (String rounds : List.of("+31", "031", "0o37", "0x1F", "31.0", "'31'")) {
      assertThat(resolved("rounds: " + rounds + "\n"))
          .as(rounds)
          .isEqualTo(resolved("rounds: 31\n"));
    }
  }

  @Test
  void spellingsOfYamlFlagsAreEqual() {
    for (String flag : List.of("True", "TRUE", "'true'")) {
      assertThat(resolved("training.drop-last: " + flag + "\n"))
          .as(flag)
          .isEqualTo(resolved("training.drop-last: true\n"));
    }
  }

  @Test
  void aNameThatLooksLikeANumberStaysAName() {
    assertThat(resolved("weights: '1e3'\n").values().get("weights").textValue()).isEqualTo("1e3");
    assertThat(resolved("weights: 007\n").values().get("weights").textValue()).isEqualTo("007");
  }

  @Test
  void severalNamesInOneTextAreToldAsAList() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> resolved("training.terms: alignment,proximal\n"))
        .withMessageContaining("1 problem")
        .withMessageContaining("expected a list, [alignment, proximal]");
  }

  @Test
  void aKeyWithAProblemGetsNoSecondOne() {
    ConfigProblems problems = new ConfigProblems();
    ConfigReader reader = ConfigReader.of(ConfigSource.yaml(FILE, "seed: -1\n", problems));
    reader.whole("seed", 0, 0, Long.MAX_VALUE);
    reader.whole("seed", 0, 0, Long.MAX_VALUE);
    reader.problem("seed", "another seed");
    assertThat(problems.all()).hasSize(1);
    assertThat(reader.isSound("seed")).isFalse();
  }

  @Test
  void theYamlOfAConfigReadsBackAsTheSameConfig() {
    for (String text :
        List.of(
            "",
            "rounds: 3\ntraining: {loss: ce, terms: [], learning-rate: 1e-7}\n",
            "seed: 9007199254740993\nweights: 'a: b # c'\n",
            "weights: \"true\"\n",
            "weights: '12'\n",
            "weights: \"quotes \\\" and ünicode\"\n",
            "weights: 'null'\ntraining.terms: proximal\n")) {
      Config config = resolved(text);
      assertThat(resolved(config.yaml())).as(config.yaml()).isEqualTo(config);
    }
  }

  @Test
  void aWorkerCannotReadWhatItsRecipeDoesNotHold() {
    ConfigReader reader = ConfigReader.of(new Config(Map.of("rounds", LongNode.valueOf(3))));
    assertThat(reader.integer("rounds", 100, 1, 1000)).isEqualTo(3);
    assertThatIllegalStateException()
        .isThrownBy(() -> reader.whole("seed", 0, 0, Long.MAX_VALUE))
        .withMessageContaining("seed");
  }

  private static Config resolved(String yaml) {
    return read(ConfigSource.yaml(FILE, yaml, new ConfigProblems()));
  }

  private static Config read(ConfigSource source) {
    ConfigReader reader = ConfigReader.of(source);
    reader.integer("rounds", 100, 1, 100_000);
    reader.whole("seed", 0, 0, Long.MAX_VALUE);
    reader.number("training.learning-rate", 3e-4, 0, 1e3);
    reader.choice("training.loss", "bsm", List.of("ce", "bsm", "focal"));
    reader.flag("training.drop-last", false);
    reader.choices("training.terms", List.of("alignment"), List.of("proximal", "alignment"));
    reader.text("weights", "imagenet");
    return reader.finish();
  }
}
