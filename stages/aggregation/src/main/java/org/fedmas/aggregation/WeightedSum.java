package org.fedmas.aggregation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.tables.model.SafetensorsFile;
import org.fedmas.tables.model.SafetensorsWriter;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.model.TensorLayout;

/**
 * The next global model, {@code θ ← Σ_k α_k θ_k} over every entry of the state, BatchNorm's
 * statistics included. Sums are kept in double, in the order of the models, and rounded once.
 *
 * <p>Tensors are read, summed and written one after the other: memory holds one tensor of one model
 * and its sum, however many models there are and however large they are.
 *
 * @param models in the order of summation; weights on the simplex
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
   * Writes the whole state in the order of the first model.
   *
   * @param target the safetensors file to create or replace
   * @throws StageFailedException if the models' names, types or shapes differ, an entry is neither
   *     float32, float64 nor int64, or a model of positive weight holds NaN or an infinity
   */
  public void writeTo(Path target) throws IOException {
    try (OpenModels open = OpenModels.of(models)) {
      write(open, open.layouts(), target);
    }
  }

  /**
   * Writes the named entries only, in the order of the first model: a part of the state.
   *
   * @throws IllegalArgumentException if the state has no entry of one of the names
   * @throws StageFailedException as {@link #writeTo(Path)}
   */
  public void writeTo(Path target, Set<String> names) throws IOException {
    try (OpenModels open = OpenModels.of(models)) {
      List<TensorLayout> wanted =
          open.layouts().stream().filter(layout -> names.contains(layout.name())).toList();
      if (wanted.size() != names.size()) {
        List<String> missing = new ArrayList<>(names);
        missing.removeAll(wanted.stream().map(TensorLayout::name).toList());
        throw new IllegalArgumentException("the models have no entries named " + missing);
      }
      write(open, wanted, target);
    }
  }

  private void write(OpenModels open, List<TensorLayout> layouts, Path target) throws IOException {
    List<TensorSum> sums = new ArrayList<>();
    for (TensorLayout layout : layouts) {
      sums.add(TensorSum.of(layout, rounding));
    }
    try (SafetensorsWriter writer = new SafetensorsWriter(target, layouts)) {
      for (TensorSum sum : sums) {
        writer.append(sum.layout().name(), sum(open, sum));
      }
    }
  }

  private static StoredTensor sum(OpenModels open, TensorSum sum) throws IOException {
    double[] sums = sum.zeros();
    for (OpenModels.Entry model : open.weighted()) {
      SafetensorsFile file = model.file();
      try {
        sum.add(sums, file.tensor(sum.layout().name()), model.model().weight());
      } catch (ArithmeticException e) {
        throw new StageFailedException(
            String.format(
                "client %d: %s in %s, expected finite numbers: its training diverged; lower"
                    + " training.learning-rate or set training.clip-norm",
                model.model().client().number(), e.getMessage(), model.model().file()),
            e);
      }
    }
    return sum.rounded(sums);
  }
}
