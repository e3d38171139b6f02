package org.fedmas.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.fedmas.aggregation.AggregationSettings;
import org.fedmas.aggregation.AggregationStage;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.images.view.ViewSettings;
import org.fedmas.tables.model.ClientEntries;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.NormalisationSharing;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.partition.Part;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.testkit.TinyClient;
import org.fedmas.testkit.UnitContexts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rounds of one client through the stages, which keeps entries or a personal head. */
class KeptEntriesTest {

  private static final TrainingStage STAGE = new TrainingStage();
  private static final String MEAN = "layer2.0.downsample.1.running_mean";
  private static final String SCALE = "layer2.0.downsample.1.weight";

  private static final String CONFIG =
      """
      model: {backbone: resnet8, weights: seeded, head: %s}
      training: {batch-size: 2, terms: []}
      features: {views: 0}
      image: {size: 32}
      aggregation: {rule: avg, normalisation: %s}
      """;

  @TempDir Path folder;
  private TinyClient client;

  @BeforeEach
  void write() throws IOException {
    client = TinyClient.write(folder, 3, Part.TRAIN, 0, 2, 2, 0, 2);
  }

  @Test
  void keptEntriesAreNotInTheModelThatGoesUp() throws Exception {
    Path start = start("standard", "local");
    Path update = update(1, "standard", "local", start, start, null);
    for (Path artifact : new Path[] {start, update}) {
      assertThat(Safetensors.read(artifact.resolve(ModelFiles.MODEL)).names())
          .contains("fc.weight")
          .doesNotContain(MEAN, SCALE);
      assertThat(Safetensors.read(artifact.resolve(ModelFiles.CLIENT)).names())
          .contains(ClientEntries.NORMALISATION + MEAN, ClientEntries.NORMALISATION + SCALE);
    }
  }

  @Test
  void scaleAndShiftAreSharedWhereStatisticsStay() throws Exception {
    Path start = start("standard", "statistics-local");
    assertThat(Safetensors.read(start.resolve(ModelFiles.MODEL)).names())
        .contains(SCALE)
        .doesNotContain(MEAN);
  }

  @Test
  void bothPartsOfTheStartModelAreTheStartModelOfSharing() throws Exception {
    ModelState shared = ClientEntries.model(start("standard", "shared"));
    ModelState both = ClientEntries.model(start("standard", "local"));
    assertThat(both.tensors()).containsExactlyInAnyOrderEntriesOf(shared.tensors());
  }

  @Test
  void aSingleClientThatKeepsEntriesTrainsAlone() throws Exception {
    for (String sharing : new String[] {"local", "statistics-local"}) {
      Path start = start("standard", sharing);
      Path global = start;
      Path own = start;
      Path alone = start("standard", "shared");
      for (int round = 1; round <= 3; round++) {
        Path previous = round == 1 ? null : own;
        own = update(round, "standard", sharing, global, own, previous);
        global = aggregated(round, sharing, own);
        Path before = round == 1 ? null : alone;
        alone = update(round, "standard", "shared", alone, null, before);
        assertThat(ClientEntries.model(global, own).tensors())
            .containsExactlyInAnyOrderEntriesOf(ClientEntries.model(alone).tensors());
        assertThat(global.resolve(ModelFiles.CLIENT)).doesNotExist();
      }
    }
  }

  @Test
  void aPersonalHeadStaysWithItsClient() throws Exception {
    Path start = start("generic-personal", "shared");
    Path first = update(1, "generic-personal", "shared", start, start, null);
    Path second = update(2, "generic-personal", "shared", first, first, first);
    assertThat(start.resolve(ModelFiles.CLIENT)).doesNotExist();
    assertThat(steps(second)).isEqualTo(2 * steps(first));
    assertThat(Safetensors.read(second.resolve(ModelFiles.MODEL)).names())
        .isEqualTo(Safetensors.read(start.resolve(ModelFiles.MODEL)).names());
    assertThat(client(second).tensor("personal/fc.weight"))
        .isNotEqualTo(client(first).tensor("personal/fc.weight"));
  }

  private static long steps(Path update) throws IOException {
    return client(update).tensor("personal-optimizer/step").longs()[0];
  }

  private static ModelState client(Path update) throws IOException {
    return Safetensors.read(update.resolve(ModelFiles.CLIENT));
  }

  private Path start(String head, String sharing) throws Exception {
    return UnitContexts.of(UnitKey.of(StageName.TRAINING, new Round(0)), folder)
        .config(CONFIG.formatted(head, sharing), KeptEntriesTest::read)
        .input(TrainingStage.INDEX, client.partition())
        .computedBy(STAGE);
  }

  private Path update(int round, String head, String sharing, Path model, Path own, Path previous)
      throws Exception {
    UnitContexts context =
        UnitContexts.of(UnitKey.of(StageName.TRAINING, new Round(round), TinyClient.ID), folder)
            .config(CONFIG.formatted(head, sharing), KeptEntriesTest::read)
            .input(TrainingStage.PARTITION, client.partition())
            .input(TrainingStage.IMAGES, client.shard())
            .input(TrainingStage.MODEL, model);
    if (own != null) {
      context.input(TrainingStage.OWN, own);
    }
    if (previous != null) {
      context.input(TrainingStage.PREVIOUS, previous);
    }
    return context.computedBy(STAGE);
  }

  private Path aggregated(int round, String sharing, Path update) throws Exception {
    return UnitContexts.of(UnitKey.of(StageName.AGGREGATION, new Round(round)), folder)
        .config(CONFIG.formatted("standard", sharing), KeptEntriesTest::read)
        .input(AggregationStage.UPDATES, update)
        .computedBy(new AggregationStage());
  }

  private static void read(ConfigReader reader) {
    reader.whole("seed", 0, 0, Long.MAX_VALUE);
    ModelSettings.weights(reader, ModelSettings.read(reader).backbone());
    ViewSettings.read(reader);
    TrainingSettings.read(reader);
    NormalisationSharing.read(reader);
    AggregationSettings.read(reader);
  }
}
