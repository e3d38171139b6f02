package org.fedmas.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.fedmas.tables.partition.PartitionTable;
import org.fedmas.tables.summary.UpdateSummary;
import org.fedmas.tables.summary.UpdateSummary.LocalSteps;
import org.fedmas.testkit.UnitContexts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two participants with 6 and 2 images, and a third client with 4 images that is not drawn. The
 * received weight is 1; the participants' are 3 and 2 after three steps and one.
 */
class DriftStageTest {

  private static final String SCAFFOLD = "training: {terms: [scaffold]}\naggregation: {rule: ";

  @TempDir Path folder;
  private final List<Path> updates = new ArrayList<>();
  private Path received;
  private Path partition;

  @BeforeEach
  void writeTheRound() throws Exception {
    received = model("received", 1, 10);
    client(0, 6, 3, 20, new LocalSteps(3, 0.5, 3.0));
    client(1, 2, 2, 40, new LocalSteps(1, 0.5, 1.0));
    partition = Files.createDirectory(folder.resolve("partition"));
    List<PartitionRow> rows = new ArrayList<>();
    int[] images = {6, 2, 4, 1};
    for (int k = 0; k < images.length; k++) {
      for (int i = 0; i < images[k]; i++) {
        rows.add(new PartitionRow("image-%s-%s".formatted(k, i), k, 0, Part.TRAIN));
      }
    }
    PartitionTable.write(partition.resolve(PartitionTable.FILE), rows);
  }

  @Test
  void fednovaDividesChangesByTheLengthOfTheSteps() throws Exception {
    Path output = compute("aggregation: {rule: fednova}");
    double effective = 0.75 * 3 + 0.25 * 1;
    assertThat(weight(output)).isEqualTo((float) (1 + effective * (0.75 * 2 / 3 + 0.25 * 1 / 1)));
  }

  @Test
  void fednovaAveragesStatistics() throws Exception {
    Path output = compute("aggregation: {rule: fednova}");
    assertThat(value(output, ModelFiles.MODEL, "bn.running_mean")).isEqualTo(25);
  }

  @Test
  void publishedFednovaMultipliesByTheNumberOfSteps() throws Exception {
    client(2, 4, 2, 40, new LocalSteps(4, 0.5, 2.0));
    Path output = compute("aggregation: {rule: fednova}\nfednova: {effective-steps: counts}");
    double effective = (6 * 3 + 2 * 1 + 4 * 4) / 12.0;
    assertThat(weight(output))
        .isEqualTo((float) (1 + effective * (0.5 * 2 / 3 + 2 / 12.0 + 4 / 12.0 / 2)));
  }

  @Test
  void fednovaNamesAClientThatDidNotReportItsSteps() throws Exception {
    client(2, 4, 2, 40, null);
    assertThatThrownBy(() -> compute("aggregation: {rule: fednova}"))
        .isInstanceOf(StageFailedException.class)
        .hasMessageContaining("found the steps null of client 2");
  }

  @Test
  void fednovaNamesAModelThatDiverged() throws Exception {
    client(2, 4, Float.NaN, 40, new LocalSteps(2, 0.5, 2.0));
    assertThatThrownBy(() -> compute("aggregation: {rule: fednova}"))
        .isInstanceOf(StageFailedException.class)
        .hasMessageContaining("client 2: NaN at element 0 of fc.weight");
  }

  @Test
  void scaffoldKeepsTheModelOfTheRule() throws Exception {
    Path output = compute(SCAFFOLD + "uniform}");
    assertThat(weight(output)).isEqualTo(2.5f);
    assertThat(Safetensors.read(output.resolve(ModelFiles.SERVER)).names())
        .containsExactly("control/fc.weight");
  }

  @Test
  void scaffoldCountsClientsThatAreNotDrawn() throws Exception {
    // −Δ/(τη) is −2/1.5 and −1/0.5; three clients can take part
    assertThat(control(compute(SCAFFOLD + "uniform}"))).isEqualTo((float) ((-2 / 1.5 - 2) / 3));
    assertThat(control(compute(SCAFFOLD + "avg}")))
        .isEqualTo((float) (-2 / 1.5 * 6 / 12 - 2 * 2 / 12.0));
  }

  @Test
  void theControlVariateContinuesFromTheRoundBefore() throws Exception {
    Path first = compute(SCAFFOLD + "uniform}");
    double c = control(first);
    received = first;
    double move = (3 - 2.5) / 1.5 + (2 - 2.5) / 0.5;
    assertThat(control(compute(SCAFFOLD + "uniform}"))).isEqualTo((float) (c - (2 * c + move) / 3));
  }

  @Test
  void aServerRateScalesTheMovement() throws Exception {
    Path output = compute(SCAFFOLD + "uniform}\nscaffold: {server-rate: 0.5}");
    assertThat(weight(output)).isEqualTo(1.75f);
    assertThat(value(output, ModelFiles.MODEL, "bn.running_mean")).isEqualTo(30);
  }

  @Test
  void feddynAddsTheMeanOfAllClientsSums() throws Exception {
    String config = "training: {terms: [dynamic-regulariser]}\naggregation: {rule: uniform}";
    Path output = compute(config);
    // the mean of the changes is 1.5, and two of three clients took part
    assertThat(value(output, ModelFiles.SERVER, "dynamic/fc.weight")).isEqualTo(1);
    assertThat(weight(output)).isEqualTo(3.5f);
    assertThat(value(output, ModelFiles.MODEL, "bn.running_mean")).isEqualTo(30);
  }

  private Path compute(String yaml) throws Exception {
    return UnitContexts.of(UnitKey.of(StageName.AGGREGATION, new Round(1)), folder)
        .config(yaml, AggregationSettings::read)
        .input(AggregationStage.UPDATES, updates.toArray(Path[]::new))
        .input(AggregationStage.MODEL, received)
        .input(AggregationStage.PARTITION, partition)
        .computedBy(new AggregationStage());
  }

  private static float weight(Path output) throws Exception {
    return value(output, ModelFiles.MODEL, "fc.weight");
  }

  private static float control(Path output) throws Exception {
    return value(output, ModelFiles.SERVER, "control/fc.weight");
  }

  private static float value(Path output, String file, String entry) throws Exception {
    return Safetensors.read(output.resolve(file)).tensor(entry).floats()[0];
  }

  private void client(int number, int images, float weight, float mean, LocalSteps steps)
      throws Exception {
    Path update = model("client-" + number, weight, mean);
    new UpdateSummary(
            number, 1, images, images, List.of(images), 0.5, null, null, null, null, steps)
        .write(update);
    updates.add(update);
  }

  private Path model(String name, float weight, float mean) throws Exception {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    tensors.put("fc.weight", StoredTensor.of(new float[] {weight}, 1));
    tensors.put("bn.running_mean", StoredTensor.of(new float[] {mean}, 1));
    Path place = Files.createDirectory(folder.resolve(name));
    Safetensors.write(place.resolve(ModelFiles.MODEL), new ModelState(tensors));
    return place;
  }
}
