package org.fedmas.aggregation.sum;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.fedmas.aggregation.rule.ModelDistances;
import org.fedmas.tables.model.EntryKind;
import org.jspecify.annotations.Nullable;

/**
 * The distances between models in files, summed in double in the order of the state's entries.
 *
 * @param models the models, all of positive weight
 * @param received the global model that the round began with; null if no rule compares with it
 */
public record FileDistances(List<WeightedModel> models, @Nullable Path received)
    implements ModelDistances {

  /** Creates the distances for rules that compare the models with each other alone. */
  public FileDistances(List<WeightedModel> models) {
    this(models, null);
  }

  @Override
  public double[][] squaredBetween() {
    double[][] squares = new double[models.size()][models.size()];
    forEachTrainable(
        (block, values) -> {
          for (int j = 0; j < squares.length; j++) {
            for (int k = j + 1; k < squares.length; k++) {
              squares[j][k] += squaredDistance(values[j], values[k], block.count());
              squares[k][j] = squares[j][k];
            }
          }
        });
    return squares;
  }

  @Override
  public double[] toMean(double[] weights) {
    double[] squares = new double[models.size()];
    forEachTrainable(
        (block, values) -> {
          double[] mean = new double[block.count()];
          for (int k = 0; k < squares.length; k++) {
            for (int i = 0; i < mean.length; i++) {
              mean[i] += weights[k] * values[k][i];
            }
          }
          for (int k = 0; k < squares.length; k++) {
            squares[k] += squaredDistance(values[k], mean, mean.length);
          }
        });
    double[] distances = new double[squares.length];
    for (int k = 0; k < distances.length; k++) {
      distances[k] = Math.sqrt(squares[k]);
    }
    return distances;
  }

  @Override
  public double[][] updateProducts() {
    List<WeightedModel> all = new ArrayList<>(models);
    all.add(new WeightedModel(models.get(0).client(), Objects.requireNonNull(received), 1));
    double[][] products = new double[models.size()][models.size()];
    forEachTrainable(
        all,
        (block, values) -> {
          double[] start = values[products.length];
          for (int j = 0; j < products.length; j++) {
            for (int k = j; k < products.length; k++) {
              for (int i = 0; i < block.count(); i++) {
                products[j][k] += (values[j][i] - start[i]) * (values[k][i] - start[i]);
              }
              products[k][j] = products[j][k];
            }
          }
        });
    return products;
  }

  private void forEachTrainable(SideBySide.Sink sink) {
    forEachTrainable(models, sink);
  }

  private static void forEachTrainable(List<WeightedModel> all, SideBySide.Sink sink) {
    try {
      SideBySide states = SideBySide.of(all);
      states.forEach(states.tensors(layout -> EntryKind.of(layout) == EntryKind.TRAINABLE), sink);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double squaredDistance(double[] a, double[] b, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }
}
