package org.fedmas.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.model.ClientEntries;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.prediction.PredictionRow;
import org.fedmas.tables.prediction.PredictionTable;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.network.backbone.ResNet;
import org.fedmas.tensors.network.head.PlainHead;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.SeededInitialisation;
import org.fedmas.testkit.TinyClient;
import org.fedmas.testkit.UnitContexts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationStageTest {

  private static final int CLASSES = 3;
  private static final EvaluationStage STAGE = new EvaluationStage();

  @TempDir static Path folder;
  private static TinyClient client;
  private static Path global;
  private static Path local;

  @BeforeAll
  static void write() throws Exception {
    client = TinyClient.write(folder, CLASSES, Part.TEST, 0, 2, 2);
    global = model("global", 1);
    local = model("local", 2);
  }

  @Test
  void everyImageHasAPredictionOfEachModel() throws Exception {
    List<PredictionRow> rows =
        rows(
            context("test")
                .input(EvaluationStage.GLOBAL, global)
                .input(EvaluationStage.LOCAL, local));
    assertThat(rows)
        .extracting(row -> row.model() + " " + row.imageId() + " " + row.label())
        .containsExactly(
            "global image-0 0",
            "global image-1 2",
            "global image-2 2",
            "local image-0 0",
            "local image-1 2",
            "local image-2 2");
    assertThat(rows.get(0).probabilities()).isNotEqualTo(rows.get(3).probabilities());
  }

  @Test
  void probabilitiesAddUpAndTheLargestIsPredicted() throws Exception {
    for (PredictionRow row : rows(context("test").input(EvaluationStage.GLOBAL, global))) {
      float[] probabilities = row.probabilities();
      assertThat(probabilities).hasSize(CLASSES);
      assertThat(probabilities[0] + probabilities[1] + probabilities[2])
          .isCloseTo(1, within(1e-6f));
      assertThat(probabilities).doesNotContain(Float.NaN);
      for (float probability : probabilities) {
        assertThat(probability).isLessThanOrEqualTo(probabilities[row.predicted()]);
      }
    }
  }

  @Test
  void personalUnitsHaveTheClientsModelAlone() throws Exception {
    assertThat(rows(context(PredictionRow.PERSONAL).input(EvaluationStage.LOCAL, local)))
        .hasSize(3)
        .allMatch(row -> row.model().equals(PredictionRow.LOCAL) && row.part() == Part.TEST);
  }

  @Test
  void ownEntriesChangeThePredictionsOfTheGlobalModel() throws Exception {
    Path own = keeper("own", ClientEntries.NORMALISATION + "bn1.weight", 5, 64);
    UnitContexts shared = context("test").input(EvaluationStage.GLOBAL, global);
    List<PredictionRow> plain = rows(shared);
    List<PredictionRow> completed = rows(shared.input(EvaluationStage.OWN, own));
    assertThat(completed).hasSameSizeAs(plain).doesNotContainAnyElementsOf(plain);
    assertThat(completed).allMatch(row -> row.model().equals(PredictionRow.GLOBAL));
  }

  @Test
  void withoutAModelAClientHasNoPrediction() throws Exception {
    assertThat(rows(context("test"))).isEmpty();
  }

  @Test
  void aPersonalHeadIsAddedToTheBaseModel() throws Exception {
    Path update = keeper("personal", ClientEntries.PERSONAL + "fc.bias", 0, CLASSES);
    List<PredictionRow> generic = rows(context("test").input(EvaluationStage.GLOBAL, global));
    List<PredictionRow> personal =
        rows(
            context(PredictionRow.PERSONAL)
                .input(EvaluationStage.LOCAL, update)
                .input(EvaluationStage.BASE, global));
    for (int i = 0; i < generic.size(); i++) {
      assertThat(personal.get(i).model()).isEqualTo(PredictionRow.LOCAL);
      assertThat(personal.get(i).probabilities()).isEqualTo(generic.get(i).probabilities());
    }
    Path biased = keeper("biased", ClientEntries.PERSONAL + "fc.bias", 0, CLASSES, 50);
    assertThat(
            rows(
                context(PredictionRow.PERSONAL)
                    .input(EvaluationStage.LOCAL, biased)
                    .input(EvaluationStage.BASE, global)))
        .allMatch(row -> row.predicted() == 0);
  }

  @Test
  void aPartWithoutImagesHasAnEmptyTable() throws Exception {
    assertThat(rows(context("validation").input(EvaluationStage.GLOBAL, global))).isEmpty();
  }

  @Test
  void progressCountsTheImagesOfAllModels() throws Exception {
    List<String> done = new ArrayList<>();
    rows(
        context("test")
            .input(EvaluationStage.GLOBAL, global)
            .input(EvaluationStage.LOCAL, local)
            .progress((images, total) -> done.add(images + "/" + total)));
    assertThat(done).containsExactly("3/6", "6/6");
  }

  @Test
  void equalInputsGiveEqualBytes() throws Exception {
    UnitContexts context = context("test").input(EvaluationStage.GLOBAL, global);
    assertThat(context.computedBy(STAGE).resolve(PredictionTable.FILE))
        .hasSameBinaryContentAs(context.computedBy(STAGE).resolve(PredictionTable.FILE));
  }

  private List<PredictionRow> rows(UnitContexts context) throws Exception {
    return PredictionTable.read(context.computedBy(STAGE).resolve(PredictionTable.FILE));
  }

  private UnitContexts context(String part) {
    return UnitContexts.of(
            new UnitKey(StageName.EVALUATION, new Round(1), TinyClient.ID, part), folder)
        .config(
            """
            model: {backbone: resnet8}
            training: {terms: []}
            """,
            ModelSettings::read)
        .input(EvaluationStage.PARTITION, client.partition())
        .input(EvaluationStage.IMAGES, client.shard());
  }

  /** Writes an update that keeps one entry of equal numbers, after another first one. */
  private static Path keeper(String name, String entry, float value, int size, float... first)
      throws Exception {
    Path place = model(name, 3);
    float[] values = new float[size];
    Arrays.fill(values, value);
    System.arraycopy(first, 0, values, 0, first.length);
    Safetensors.write(
        place.resolve(ModelFiles.CLIENT),
        new ModelState(Map.of(entry, StoredTensor.of(values, size))));
    return place;
  }

  private static Path model(String name, long seed) throws Exception {
    Path place = Files.createDirectories(folder.resolve(name));
    Layout layout = new PlainHead().layout(ResNet.RESNET8, CLASSES);
    Safetensors.write(
        place.resolve(ModelFiles.MODEL), SeededInitialisation.of(layout, RandomKey.of(seed)));
    return place;
  }
}
