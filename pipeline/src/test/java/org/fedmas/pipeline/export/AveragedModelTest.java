package org.fedmas.pipeline.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.junit.jupiter.api.Test;

class AveragedModelTest {

  private static ModelState model(float weight, long batches) {
    return new ModelState(
        Map.of(
            "fc.weight", StoredTensor.of(new float[] {weight, 1}, 1, 2),
            "bn1.num_batches_tracked", StoredTensor.of(new long[] {batches})));
  }

  @Test
  void isTheMeanOfEveryTensor() {
    ModelState mean = AveragedModel.of(List.of(model(1, 4), model(2, 6), model(6, 7)));
    assertThat(mean.tensor("fc.weight").floats()).containsExactly(3, 1);
    assertThat(mean.tensor("bn1.num_batches_tracked").longs()).containsExactly(5);
  }

  @Test
  void equalModelsGiveTheirOwnDigest() {
    ModelState model = model(0.1f, 3);
    assertThat(AveragedModel.of(List.of(model, model, model)).digest()).isEqualTo(model.digest());
  }

  @Test
  void otherShapesAreRefused() {
    ModelState other =
        new ModelState(
            Map.of(
                "fc.weight", StoredTensor.of(new float[] {1, 1, 1}, 1, 3),
                "bn1.num_batches_tracked", StoredTensor.of(new long[] {1})));
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> AveragedModel.of(List.of(model(1, 1), other)))
        .withMessageContaining("fc.weight");
  }
}
