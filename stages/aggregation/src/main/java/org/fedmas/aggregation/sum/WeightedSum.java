package org.fedmas.aggregation.sum;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.aggregation.rule.Simplex;
import org.fedmas.contract.UnitProgress;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.tables.model.SafetensorsWriter;
import org.fedmas.tables.model.TensorLayout;

/**
 * The next global model, {@code θ ← Σ_k α_k θ_k} over every tensor of the state, BatchNorm's
 * statistics included. Sums are kept in double, in the order of the models, and rounded once.
 *
 * <p>Each thread holds the sums of one {@link ParameterRange} and a few blocks of values, whatever
 * the number and size of the models.
 *
 * @param models the models in the order of summation; their weights lie on the simplex
 * @param rounding the rounding of int64 tensors
 */
public record WeightedSum(List<WeightedModel> models, CountRounding rounding) {

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if the weights do not lie on the simplex
   */
  public WeightedSum {
    models = List.copyOf(models);
    Simplex.require(models.stream().mapToDouble(WeightedModel::weight).toArray());
  }

  /**
   * Writes the whole state, in the order of the first model's tensors.
   *
   * @param target the safetensors file to create or replace
   * @throws StageFailedException if the models' names, types or shapes differ, a tensor is neither
   *     float32, float64 nor int64, or a model of positive weight contains NaN or an infinity
   */
  public void writeTo(Path target, UnitProgress progress) throws IOException {
    EqualLayouts states = EqualLayouts.of(models);
    List<TensorSum> sums = new ArrayList<>();
    for (TensorLayout layout : states.layouts()) {
      sums.add(TensorSum.of(layout, rounding));
    }
    List<ParameterRange> ranges = ParameterRange.of(sums, ParameterRange.MOST_ELEMENTS);
    try (SafetensorsWriter writer = new SafetensorsWriter(target, states.layouts());
        RangeThreads threads = new RangeThreads(RangeThreads.available())) {
      threads.sum(ranges, new RangeSum(states.summed()), writer::append, progress);
    }
  }
}
