package org.fedmas.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.fedmas.contract.Digest;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.error.InterruptedRunException;
import org.fedmas.images.view.ViewSettings;
import org.fedmas.tables.feature.FeatureTable;
import org.fedmas.tables.feature.FeatureTableWriter;
import org.fedmas.tables.image.ImageRow;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.summary.AuxiliarySummary;
import org.fedmas.tables.summary.Summary;
import org.fedmas.tables.summary.UpdateSummary;
import org.fedmas.tensors.config.AuxiliarySettings;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.input.AuxiliaryFeatures;
import org.fedmas.testkit.TinyClient;
import org.fedmas.testkit.UnitContexts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingStageTest {

  private static final int WIDTH = 512;
  private static final Digest AUXILIARY = Digest.of("auxiliary network");
  private static final TrainingStage STAGE = new TrainingStage();

  private static final String CONFIG =
      """
      seed: %s
      model: {backbone: resnet8, weights: seeded}
      auxiliary: {network: imagenet-resnet18}
      training: {batch-size: 2}
      features: {views: 0}
      image: {size: 32}
      """;

  @TempDir static Path folder;
  private static TinyClient client;
  private static Path initial;
  private static Path update;

  @BeforeAll
  static void compute() throws Exception {
    client = TinyClient.write(folder, 3, Part.TRAIN, 0, 2, 2, 0, 2);
    initial = initialModel("0");
    try (FeatureTableWriter writer =
        new FeatureTableWriter(folder.resolve(FeatureTable.FILE), WIDTH)) {
      for (ImageRow image : client.images()) {
        writer.write(image.imageId(), 0, features(image.imageId()));
      }
    }
    new AuxiliarySummary("imagenet-resnet18", WIDTH, AUXILIARY).write(folder);
    update = context(1).computedBy(STAGE);
  }

  @Test
  void theInitialModelFollowsFromTheSeed() throws Exception {
    assertThat(initial.toFile().list()).containsExactly(ModelFiles.MODEL);
    assertThat(initialModel("0").resolve(ModelFiles.MODEL))
        .hasSameBinaryContentAs(initial.resolve(ModelFiles.MODEL));
    assertThat(model(initialModel("1"))).isNotEqualTo(model(initial));
  }

  @Test
  void anUpdateHasAModelItsOptimiserAndASummary() throws Exception {
    UpdateSummary summary = Summary.read(update, UpdateSummary.class);
    assertThat(update.toFile().list())
        .containsExactlyInAnyOrder(ModelFiles.MODEL, ModelFiles.OPTIMIZER, "update.json");
    assertThat(List.of(summary.client(), summary.round(), summary.images()))
        .containsExactly(0, 1, 5);
    assertThat(summary.imagesInBatches()).isEqualTo(6);
    assertThat(summary.classCounts()).containsExactly(2, 0, 3);
    assertThat(summary.auxiliary()).isEqualTo(AUXILIARY);
    assertThat(summary.loss()).isPositive().isFinite();
    assertThat(model(update)).isNotEqualTo(model(initial));
  }

  @Test
  void theClassDivergenceOfAnAbsentClassIsZero() throws Exception {
    List<Double> divergence = Summary.read(update, UpdateSummary.class).classDivergence();

    assertThat(divergence).hasSize(3);
    assertThat(divergence.get(0)).isBetween(0.1, 4.0);
    assertThat(divergence.get(1)).isZero();
    assertThat(divergence.get(2)).isBetween(0.1, 4.0);
  }

  @Test
  void aLaterRoundContinuesTheOptimiser() throws Exception {
    Path second = context(2).input(TrainingStage.PREVIOUS, update).computedBy(STAGE);

    assertThat(steps(second)).isEqualTo(2 * steps(update));
  }

  @Test
  void scaffoldKeepsControlVariatesAndReportsItsSteps() throws Exception {
    Path first = scaffold(1).computedBy(STAGE);
    Path second = scaffold(2).input(TrainingStage.PREVIOUS, first).computedBy(STAGE);

    ModelState control = Safetensors.read(first.resolve(ModelFiles.CLIENT));
    assertThat(control.names()).allMatch(name -> name.startsWith(ModelFiles.CONTROL));
    assertThat(control.names()).contains("control/fc.weight").doesNotContain("control/fc");
    assertThat(Safetensors.read(second.resolve(ModelFiles.CLIENT))).isNotEqualTo(control);
    assertThat(Summary.read(second, UpdateSummary.class).localSteps())
        .isEqualTo(new UpdateSummary.LocalSteps(2, 0.01, null));
  }

  @Test
  void withoutAMethodThatNeedsThemStepsAreNotReported() throws Exception {
    assertThat(Files.readString(update.resolve("update.json"))).doesNotContain("local_steps");
  }

  private static UnitContexts scaffold(int round) {
    String training =
        "training: {batch-size: 2, terms: [scaffold], optimizer: sgd, momentum: 0,"
            + " learning-rate: 0.01}";
    return context(round)
        .config(
            CONFIG.formatted("0").replace("training: {batch-size: 2}", training),
            TrainingStageTest::read);
  }

  @Test
  void aStoppedUnitResumesToTheSameBytes() throws Exception {
    KeptCheckpoint kept = new KeptCheckpoint(folder.resolve("checkpoint"));
    UnitContexts stopped =
        context(1)
            .checkpoint(kept)
            .progress(
                (done, total) -> {
                  throw new InterruptedRunException("stopped");
                });
    assertThatExceptionOfType(InterruptedRunException.class)
        .isThrownBy(() -> stopped.computedBy(STAGE));

    assertEqual(context(1).checkpoint(kept).computedBy(STAGE), update);
    assertThat(kept.log()).containsExactly("resumed at epoch 1, batch 2");
  }

  private static void assertEqual(Path ours, Path expected) {
    for (String file : Objects.requireNonNull(expected.toFile().list())) {
      assertThat(ours.resolve(file)).hasSameBinaryContentAs(expected.resolve(file));
    }
  }

  private static UnitContexts context(int round) {
    return UnitContexts.of(UnitKey.of(StageName.TRAINING, new Round(round), TinyClient.ID), folder)
        .config(CONFIG.formatted("0"), TrainingStageTest::read)
        .input(TrainingStage.PARTITION, client.partition())
        .input(TrainingStage.IMAGES, client.shard())
        .input(TrainingStage.MODEL, initial)
        .input(AuxiliaryFeatures.FEATURES, folder);
  }

  private static Path initialModel(String seed) throws Exception {
    return UnitContexts.of(UnitKey.of(StageName.TRAINING, new Round(0)), folder)
        .config(CONFIG.formatted(seed), TrainingStageTest::read)
        .input(TrainingStage.INDEX, client.partition())
        .computedBy(STAGE);
  }

  private static void read(ConfigReader reader) {
    reader.whole("seed", 0, 0, Long.MAX_VALUE);
    ModelSettings.weights(reader, ModelSettings.read(reader).backbone());
    AuxiliarySettings.read(reader);
    ViewSettings.read(reader);
    TrainingSettings.read(reader);
  }

  private static ModelState model(Path update) throws IOException {
    return Safetensors.read(update.resolve(ModelFiles.MODEL));
  }

  private static long steps(Path update) throws IOException {
    return Safetensors.read(update.resolve(ModelFiles.OPTIMIZER)).tensor("step").longs()[0];
  }

  private static float[] features(String imageId) {
    float[] features = new float[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      features[i] = (float) Math.sin(i * imageId.hashCode());
    }
    return features;
  }
}
