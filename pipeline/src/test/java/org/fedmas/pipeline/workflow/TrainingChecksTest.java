package org.fedmas.pipeline.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.tensors.loss.Loss;
import org.junit.jupiter.api.Test;

class TrainingChecksTest {

  @Test
  void everyClientOfTheSampleTrains() {
    Settings settings = settings();
    assertThat(participants(settings, open(settings))).hasSize(6);
  }

  @Test
  void aClientThatFillsNoBatchIsExcludedUnderDropLast() {
    Settings settings = settings("training.drop-last=true", "training.batch-size=16");
    assertThat(participants(settings, open(settings))).hasSizeBetween(1, 5);
  }

  @Test
  void batchesThatNoClientFillsAreRefused() {
    Settings settings = settings("training.drop-last=true", "training.batch-size=1000");
    DataSet dataSet = open(settings);
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> participants(settings, dataSet))
        .withMessageContaining("every client has fewer than 1000 training images")
        .withMessageContaining("training.drop-last");
  }

  @Test
  void krumNeedsMoreClientsThanItMayIgnore() {
    String[] keys = {"training.terms=[]", "aggregation.rule=krum", "krum.outliers=2"};
    Settings settings = settings(keys);
    DataSet dataSet = open(settings);
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> participants(settings, dataSet))
        .withMessageContaining("krum with 6 clients per round, expected at least 7");
    keys[2] = "krum.outliers=1";
    Settings fewer = settings(keys);
    assertThat(participants(fewer, open(fewer))).hasSize(6);
  }

  @Test
  void thePoolTrainsOneClientOnTheImagesOfAll() {
    String[] keys = {"federation=pooled", "training.drop-last=true", "training.batch-size=100"};
    Settings settings = settings(keys);
    assertThat(participants(settings, open(settings))).containsExactly(new ClientId(0));
    keys[2] = "training.batch-size=1000";
    Settings larger = settings(keys);
    DataSet dataSet = open(larger);
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> participants(larger, dataSet))
        .withMessageContaining("all clients together have fewer than 1000 training images");
  }

  @Test
  void aLossWithWeightsPerClassNeedsTheseClasses() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> TrainingChecks.requireClasses(Loss.choice().named("flamby-focal"), 7))
        .withMessageContaining("8 classes")
        .withMessageContaining("7 classes");
    assertThatCode(() -> TrainingChecks.requireClasses(Loss.choice().named("flamby-focal"), 8))
        .doesNotThrowAnyException();
    for (Loss loss : Loss.choice().members()) {
      if (!loss.id().equals("flamby-focal")) {
        assertThatCode(() -> TrainingChecks.requireClasses(loss, 23)).doesNotThrowAnyException();
      }
    }
  }

  @Test
  void aFractionOfZeroIsRefused() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> settings("clients.fraction=0"))
        .withMessageContaining("clients.fraction");
  }

  private static Settings settings(String... keys) {
    ConfigSource source = ConfigSource.yaml("test", "", new ConfigProblems());
    source.set("dataset.kind=sample").set("dataset.images=240").set("image.size=32");
    source.set("model.weights=seeded").set("auxiliary.weights=seeded");
    for (String key : keys) {
      source.set(key);
    }
    return Settings.read(source);
  }

  private static DataSet open(Settings settings) {
    return settings.data().open(Path.of("nowhere"));
  }

  private static List<ClientId> participants(Settings settings, DataSet dataSet) {
    return TrainingChecks.participants(
        settings, dataSet, TrainingChecks.partition(settings, dataSet, dataSet::digest));
  }
}
