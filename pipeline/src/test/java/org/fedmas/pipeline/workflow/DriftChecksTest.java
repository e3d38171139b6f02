package org.fedmas.pipeline.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.Stream;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.error.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftChecksTest {

  private static final List<String> PLAIN =
      List.of(
          "dataset.kind=sample",
          "model.weights=seeded",
          "image.size=32",
          "training.optimizer=sgd",
          "training.momentum=0");

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "training.optimizer=adam; training.optimizer: found \"adam\", expected sgd, since",
        "training.optimizer=adamw; training.optimizer: found \"adamw\", expected sgd, since",
        "training.momentum=0.5; training.momentum: found 0.5, expected 0, since",
        "aggregation.rule=median; aggregation.rule: found \"median\", expected avg or uniform",
        "aggregation.rule=fednova; aggregation.rule: found \"fednova\", expected avg or uniform",
        "aggregation.count=full-batches; expected images, since training.terms has scaffold",
        "training.learning-rate=0; expected a rate that stays greater than 0 in every round",
        "training.terms=[scaffold, proximal]; expected scaffold without proximal",
        "training.terms=[scaffold, dynamic-regulariser]; expected scaffold without proximal",
        "scaffold.server-rate=0; scaffold.server-rate: found 0, expected a number greater",
      })
  void scaffoldRefuses(String key, String message) {
    refused(message, "training.terms=[scaffold]", "aggregation.rule=avg", key);
  }

  @Test
  void scaffoldRefusesARateBesideAServerOptimiser() {
    String[] keys = {
      "training.terms=[scaffold]",
      "aggregation.rule=uniform",
      "server.optimizer=momentum",
      "scaffold.server-rate=0.5"
    };
    refused("scaffold.server-rate: found 0.5, expected 1, since server.optimizer", keys);
    keys[3] = "scaffold.server-rate=1";
    assertThat(settings(keys).training().aggregation().drift()).isPresent();
  }

  @Test
  void scaffoldRefusesHeadsThatStayWithTheClient() {
    refused(
        "alignment.heads: found \"auxiliary\", expected both, since training.terms has scaffold",
        "training.terms=[scaffold, alignment]",
        "alignment.heads=auxiliary",
        "auxiliary.weights=seeded",
        "aggregation.rule=avg");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "aggregation.rule=avg; aggregation.rule: found \"avg\", expected uniform, since training",
        "server.optimizer=adam; server.optimizer: found \"adam\", expected none, since training",
        "training.terms=[dynamic-regulariser, proximal]; dynamic-regulariser without proximal",
        "dynamic-regulariser.weight=0; dynamic-regulariser.weight: found 0, expected a number",
      })
  void dynamicRegularisationRefuses(String key, String message) {
    refused(message, "training.terms=[dynamic-regulariser]", "aggregation.rule=uniform", key);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "training.optimizer=adam; training.optimizer: found \"adam\", expected sgd, since",
        "training.momentum=0.9; training.optimizer-state: found \"keep\", expected reset, since",
        "proximal.weight=10; expected less than 1/training.learning-rate, 10.0, since",
      })
  void fednovaRefuses(String key, String message) {
    refused(
        message,
        "training.terms=[proximal]",
        "training.learning-rate=0.1",
        "aggregation.rule=fednova",
        key);
  }

  @Test
  void fednovaTakesMomentumThatStartsAtZeroInEveryRound() {
    String[] keys = {
      "training.terms=[]",
      "aggregation.rule=fednova",
      "training.momentum=0.9",
      "training.optimizer-state=reset"
    };
    assertThat(settings(keys).training().local().normalised()).isTrue();
  }

  @Test
  void termsThatKeepStateReadThePreviousUpdateUnderReset() {
    String[] keys = {
      "training.terms=[scaffold]", "aggregation.rule=avg", "training.optimizer-state=reset"
    };
    assertThat(settings(keys).training().local().readsPrevious()).isTrue();
  }

  @Test
  void methodsOfAnotherChoiceLeaveTheirKeysUnknown() {
    refused("unknown key", "scaffold.server-rate=0.5", "training.terms=[]", "aggregation.rule=avg");
    refused("unknown key", "fednova.effective-steps=counts", "aggregation.rule=uniform");
  }

  @Test
  void theServerTakesPartWhereATermAsksForIt() {
    String rule = "aggregation.rule=uniform";
    assertThat(settings("training.terms=[scaffold]", rule).training().aggregation())
        .satisfies(aggregation -> assertThat(aggregation.needsReceived()).isTrue())
        .satisfies(aggregation -> assertThat(aggregation.needsPartition()).isTrue());
    assertThat(settings("training.terms=[dynamic-regulariser]", rule).training().aggregation())
        .satisfies(aggregation -> assertThat(aggregation.needsPartition()).isTrue());
    assertThat(settings("training.terms=[]", rule).training().aggregation())
        .satisfies(aggregation -> assertThat(aggregation.needsReceived()).isFalse());
  }

  private static void refused(String message, String... keys) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> settings(keys))
        .withMessageContaining(message);
  }

  private static Settings settings(String... keys) {
    ConfigSource source = ConfigSource.yaml("test", "", new ConfigProblems());
    Stream.concat(PLAIN.stream(), Stream.of(keys)).forEach(source::set);
    return Settings.read(source);
  }
}
