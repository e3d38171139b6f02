package org.fedmas.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.images.RgbImage;
import org.fedmas.images.view.ViewSettings;
import org.fedmas.tables.feature.FeatureKey;
import org.fedmas.tables.feature.FeatureTable;
import org.fedmas.tables.image.ImageRow;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.summary.AuxiliarySummary;
import org.fedmas.tables.summary.Summary;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.config.AuxiliarySettings;
import org.fedmas.tensors.input.PixelBatch;
import org.fedmas.tensors.input.PriorPlan;
import org.fedmas.tensors.network.FeatureNetwork;
import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.backbone.EfficientNetB0;
import org.fedmas.tensors.network.layer.SeededInitialisation;
import org.fedmas.testkit.TinyClient;
import org.fedmas.testkit.UnitContexts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeaturesStageTest {

  private static final Backbone BACKBONE = new EfficientNetB0();
  private static final UnitKey SHARD = UnitKey.of(StageName.FEATURES, TinyClient.ID, "part-0");
  private static final UnitKey ADAPTATION =
      UnitKey.of(StageName.FEATURES, TinyClient.ID, FeaturesStage.ADAPTATION);

  private static final FeaturesStage STAGE = new FeaturesStage();
  private static final String NAME = "imagenet-efficientnet-b0";
  private static final Offset<Float> CLOSE = within(1e-4f);

  /** The seeded values of the auxiliary network. */
  private static final ModelState STATE =
      SeededInitialisation.of(BACKBONE.layout(), RandomKey.of(0).with("auxiliary network"));

  @TempDir static Path folder;
  private static TinyClient client;
  private static final List<Long> DONE = new ArrayList<>();
  private static Path shard;
  private static Path adaptation;

  /** Computes six images of three views each, so that a batch of 16 ends within an image. */
  @BeforeAll
  static void compute() throws Exception {
    client = TinyClient.write(folder, 3, Part.TRAIN, 0, 1, 1, 2, 0, 2);
    shard = context(SHARD).progress((images, total) -> DONE.add(images)).computedBy(STAGE);
    adaptation = context(ADAPTATION).computedBy(STAGE);
  }

  @Test
  void aShardHasTheFeaturesOfEveryView() throws Exception {
    FeatureTable table = features(shard);

    List<FeatureKey> expected = new ArrayList<>();
    for (ImageRow image : client.images()) {
      for (int view = 0; view <= 2; view++) {
        expected.add(new FeatureKey(image.imageId(), view));
      }
    }
    assertThat(table.keys()).isEqualTo(expected);
    assertThat(table.features("image-5", 1)).isNotEqualTo(table.features("image-5", 2));
    assertThat(table.features("image-5", 0)).containsExactly(plain(client.images().get(5)), CLOSE);
  }

  @Test
  void aShardNamesItsNetwork() throws Exception {
    assertThat(Summary.read(shard, AuxiliarySummary.class))
        .isEqualTo(new AuxiliarySummary(NAME, BACKBONE.features(), STATE.digest()));
    assertThat(DONE).containsExactly(16L, 18L);
  }

  @Test
  void adaptationMovesTheStatisticsAlone() throws Exception {
    ModelState adapted = Safetensors.read(adaptation.resolve(ModelFiles.MODEL));
    assertThat(Summary.read(adaptation, AuxiliarySummary.class).digest())
        .isEqualTo(adapted.digest());
    assertThat(adapted.tensors().keySet())
        .filteredOn(name -> !adapted.tensor(name).equals(STATE.tensor(name)))
        .hasSize(3 * 49)
        .allMatch(name -> name.matches(".*(running_mean|running_var|num_batches_tracked)"));
  }

  @Test
  void adaptationStoresThePlainViewsOfTheTrainingImages() throws Exception {
    assertThat(features(adaptation).keys())
        .containsExactlyElementsOf(
            client.images().stream().map(image -> new FeatureKey(image.imageId(), 0)).toList());
    assertThat(features(adaptation).features("image-0", 0))
        .isNotEqualTo(plain(client.images().get(0)));
  }

  @Test
  void equalInputsGiveEqualBytes() throws Exception {
    assertEqual(context(SHARD).computedBy(STAGE), shard);
    assertEqual(context(ADAPTATION).computedBy(STAGE), adaptation);
  }

  private static void assertEqual(Path ours, Path expected) {
    for (String file : Objects.requireNonNull(expected.toFile().list())) {
      assertThat(ours.resolve(file)).hasSameBinaryContentAs(expected.resolve(file));
    }
  }

  private static UnitContexts context(UnitKey unit) {
    return UnitContexts.of(unit, folder)
        .config(
            """
            auxiliary: {network: imagenet-efficientnet-b0, weights: seeded}
            features: {views: 2}
            image: {size: 32}
            """,
            reader -> {
              ViewSettings.read(reader);
              AuxiliarySettings.read(reader);
              PriorPlan.read(reader);
            })
        .input(FeaturesStage.IMAGES, client.shard())
        .input(FeaturesStage.PARTITION, client.partition());
  }

  private static FeatureTable features(Path output) throws IOException {
    return FeatureTable.open(List.of(output.resolve(FeatureTable.FILE)));
  }

  /** Returns the frozen network's features of an image as it is stored. */
  private static float[] plain(ImageRow image) {
    PixelBatch pixels = new PixelBatch(1);
    pixels.add(new RgbImage(image.header().width(), image.header().height(), image.pixels()));
    try (NDManager manager = TensorEngine.newManager(ComputeDevice.CPU);
        FeatureNetwork network = FeatureNetwork.of(BACKBONE, STATE, manager)) {
      return Transfer.floats(network.features(pixels.upload(manager)));
    }
  }
}
