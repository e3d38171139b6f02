package org.fedmas.pipeline.export;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.model.TensorType;

/**
 * The mean of several models of one architecture: of every tensor, running statistics of batch
 * normalisation included, in float64. Counters of batches are averaged and rounded down.
 */
public final class AveragedModel {

  private AveragedModel() {}

  /**
   * Returns the mean, each model with equal weight.
   *
   * @throws ConfigException if the models differ in names, shapes or types of their tensors
   */
  public static ModelState of(List<ModelState> models) {
    ModelState first = models.get(0);
    for (ModelState other : models) {
      requireAlike(first, other);
    }
    Map<String, StoredTensor> mean = new LinkedHashMap<>();
    for (String name : first.names()) {
      mean.put(name, mean(models.stream().map(model -> model.tensor(name)).toList()));
    }
    return new ModelState(mean);
  }

  private static void requireAlike(ModelState first, ModelState other) {
    if (!first.names().equals(other.names())) {
      throw new ConfigException(
          "--average: found models of different layers, expected one architecture and head");
    }
    for (String name : first.names()) {
      StoredTensor one = first.tensor(name);
      StoredTensor two = other.tensor(name);
      if (one.type() != two.type() || !Arrays.equals(one.shape(), two.shape())) {
        throw new ConfigException(
            "--average: tensor %s: found %s and %s, expected equal shapes"
                .formatted(name, one, two));
      }
    }
  }

  private static StoredTensor mean(List<StoredTensor> tensors) {
    StoredTensor first = tensors.get(0);
    if (first.type() == TensorType.I64) {
      long[] sum = new long[first.size()];
      for (StoredTensor tensor : tensors) {
        long[] values = tensor.longs();
        for (int i = 0; i < sum.length; i++) {
          sum[i] += values[i];
        }
      }
      for (int i = 0; i < sum.length; i++) {
        sum[i] = Math.floorDiv(sum[i], tensors.size());
      }
      return StoredTensor.of(sum, first.shape());
    }
    double[] sum = new double[first.size()];
    for (StoredTensor tensor : tensors) {
      float[] values = tensor.floats();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += values[i];
      }
    }
    float[] mean = new float[sum.length];
    for (int i = 0; i < sum.length; i++) {
      mean[i] = (float) (sum[i] / tensors.size());
    }
    return StoredTensor.of(mean, first.shape());
  }
}
