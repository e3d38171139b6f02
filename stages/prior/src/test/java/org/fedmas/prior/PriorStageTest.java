package org.fedmas.prior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.contract.Digest;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.images.RgbImage;
import org.fedmas.images.view.ViewSettings;
import org.fedmas.tables.feature.FeatureTable;
import org.fedmas.tables.feature.FeatureTableWriter;
import org.fedmas.tables.image.ImageRow;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.summary.AuxiliarySummary;
import org.fedmas.tables.summary.ClassLossSummary;
import org.fedmas.tables.summary.PriorSummary;
import org.fedmas.tables.summary.Summary;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.Precision;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.config.AuxiliarySettings;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.input.AuxiliaryFeatures;
import org.fedmas.tensors.input.PixelBatch;
import org.fedmas.tensors.network.EvaluationNetwork;
import org.fedmas.tensors.network.backbone.ResNet;
import org.fedmas.tensors.network.head.AuxiliaryHead;
import org.fedmas.tensors.network.layer.SeededInitialisation;
import org.fedmas.testkit.TinyClient;
import org.fedmas.testkit.UnitContexts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriorStageTest {

  private static final int WIDTH = 512;
  private static final int CLASSES = 3;
  private static final Digest AUXILIARY = Digest.of("auxiliary network");
  private static final AuxiliaryHead HEAD = new AuxiliaryHead(WIDTH);
  private static final ModelState STATE =
      SeededInitialisation.of(HEAD.layout(ResNet.RESNET8, CLASSES), RandomKey.of(5));

  @TempDir Path folder;
  private TinyClient client;

  @BeforeEach
  void write() throws Exception {
    client = TinyClient.write(folder, CLASSES, Part.TRAIN, 0, 2, 2);
    Safetensors.write(folder.resolve(ModelFiles.MODEL), STATE);
    try (FeatureTableWriter writer =
        new FeatureTableWriter(folder.resolve(FeatureTable.FILE), WIDTH)) {
      for (ImageRow image : client.images()) {
        writer.write(image.imageId(), 0, features(image.imageId()));
      }
    }
    new AuxiliarySummary("imagenet-resnet18", WIDTH, AUXILIARY).write(folder);
  }

  @Test
  void writesOneSummary() throws Exception {
    Path output = compute("");
    PriorSummary summary = Summary.read(output, PriorSummary.class);
    assertThat(output.toFile().list()).containsExactly("prior.json");
    assertThat(List.of(summary.client(), summary.round())).containsExactly(0, 2);
    assertThat(summary.classCounts()).containsExactly(1, 0, 2);
    assertThat(summary.auxiliary()).isEqualTo(AUXILIARY);
  }

  @Test
  void theClassPriorIsTheMeanDivergenceOfAClass() throws Exception {
    double[] divergences =
        client.images().stream().mapToDouble(PriorStageTest::divergence).toArray();
    List<Double> prior = Summary.read(compute(""), PriorSummary.class).classPrior();
    assertThat(prior.get(0)).isCloseTo(divergences[0], within(1e-4));
    assertThat(prior.get(1)).isZero();
    assertThat(prior.get(2)).isCloseTo((divergences[1] + divergences[2]) / 2, within(1e-4));
  }

  @Test
  void equalInputsGiveEqualBytes() throws Exception {
    assertThat(Files.readAllBytes(compute("").resolve("prior.json")))
        .isEqualTo(Files.readAllBytes(compute("").resolve("prior.json")));
  }

  @Test
  void fullBatchesLeaveOutTheIncompleteOne() throws Exception {
    PriorSummary summary =
        Summary.read(compute("prior: {coverage: full-batches}"), PriorSummary.class);
    assertThat(summary.classCounts().stream().mapToInt(Integer::intValue).sum()).isEqualTo(2);
  }

  @Test
  void aClientSmallerThanABatchHasZeros() throws Exception {
    client = TinyClient.write(folder, CLASSES, Part.TRAIN, 1);
    PriorSummary summary =
        Summary.read(compute("prior: {coverage: full-batches}"), PriorSummary.class);
    assertThat(summary.classPrior()).containsOnly(0.0);
  }

  @Test
  void lossesAreSummedPerClass() throws Exception {
    Path output = losses();
    ClassLossSummary summary = Summary.read(output, ClassLossSummary.class);
    assertThat(output.toFile().list()).containsExactly("class-losses.json");
    assertThat(summary.classCounts()).containsExactly(1, 0, 2);
    assertThat(summary.lossSums().get(0)).isPositive();
    assertThat(summary.lossSums().get(1)).isZero();
    assertThat(summary.lossSums().get(2)).isPositive();
    assertThat(Files.readAllBytes(losses().resolve("class-losses.json")))
        .isEqualTo(Files.readAllBytes(output.resolve("class-losses.json")));
  }

  private Path losses() throws Exception {
    return UnitContexts.of(PriorStage.losses(new Round(2), TinyClient.ID), folder)
        .config(
            "model: {backbone: resnet8}\nauxiliary: {network: imagenet-resnet18}",
            ModelSettings::read)
        .input(PriorStage.PARTITION, client.partition())
        .input(PriorStage.IMAGES, client.shard())
        .input(PriorStage.MODEL, folder)
        .computedBy(new PriorStage());
  }

  private Path compute(String keys) throws Exception {
    return UnitContexts.of(UnitKey.of(StageName.PRIOR, new Round(2), TinyClient.ID), folder)
        .config(
            """
            model: {backbone: resnet8}
            auxiliary: {network: imagenet-resnet18}
            training: {batch-size: 2}
            image: {size: 32}
            """
                + keys,
            reader -> {
              reader.integer("training.batch-size", 64, 2, 65_536);
              ModelSettings.read(reader);
              AuxiliarySettings.read(reader);
              ViewSettings.read(reader);
              PriorSettings.read(reader);
            })
        .input(PriorStage.PARTITION, client.partition())
        .input(PriorStage.IMAGES, client.shard())
        .input(PriorStage.MODEL, folder)
        .input(AuxiliaryFeatures.FEATURES, folder)
        .computedBy(new PriorStage());
  }

  /** Computes δ of an image in plain Java from the network's projection. */
  private static double divergence(ImageRow image) {
    PixelBatch pixels = new PixelBatch(1);
    pixels.add(new RgbImage(image.header().width(), image.header().height(), image.pixels()));
    try (NDManager manager = TensorEngine.newManager(ComputeDevice.CPU);
        EvaluationNetwork network =
            EvaluationNetwork.of(
                ResNet.RESNET8, HEAD, CLASSES, STATE, manager, Precision.FLOAT32)) {
      float[] projection = Transfer.floats(network.projection(pixels.upload(manager)));
      float[] features = features(image.imageId());
      return 2
          - 2
              * product(projection, features)
              / Math.sqrt(product(projection, projection) * product(features, features));
    }
  }

  private static double product(float[] u, float[] v) {
    double sum = 0;
    for (int i = 0; i < u.length; i++) {
      sum += (double) u[i] * v[i];
    }
    return sum;
  }

  private static float[] features(String imageId) {
    float[] features = new float[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      features[i] = (float) Math.sin(i * imageId.hashCode());
    }
    return features;
  }
}
