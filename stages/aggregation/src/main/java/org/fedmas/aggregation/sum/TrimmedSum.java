package org.fedmas.aggregation.sum;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.fedmas.contract.UnitProgress;
import org.fedmas.tables.model.SafetensorsWriter;

/**
 * The mean of every element without its smallest and largest values, over every tensor of the
 * state. Values are sorted and summed in double and rounded once; batch counts are rounded to the
 * nearest whole number.
 *
 * @param models the models, all of positive weight
 * @param cut number of values that are removed at each end; fewer than half of the models
 */
public record TrimmedSum(List<WeightedModel> models, int cut) {

  /** Checks the cut. */
  public TrimmedSum {
    if (cut < 0 || 2 * cut >= models.size()) {
      throw new IllegalArgumentException(
          "cut " + cut + " of " + models.size() + " models leaves no value");
    }
  }

  /** Writes the whole state in the order of the first model's tensors. */
  public void writeTo(Path target, UnitProgress progress) throws IOException {
    SideBySide models = SideBySide.of(this.models);
    try (SafetensorsWriter writer = new SafetensorsWriter(target, models.states().layouts())) {
      models.forEach(
          models.tensors(layout -> true),
          (block, values) -> {
            progress.images(0, 0);
            writer.append(means(block, values));
          });
    }
  }

  private ByteBuffer means(TensorRange block, double[][] values) {
    double[] means = new double[block.count()];
    double[] column = new double[values.length];
    for (int i = 0; i < means.length; i++) {
      for (int k = 0; k < column.length; k++) {
        column[k] = values[k][i];
      }
      Arrays.sort(column);
      double sum = 0;
      for (int k = cut; k < column.length - cut; k++) {
        sum += column[k];
      }
      means[i] = sum / (column.length - 2 * cut);
    }
    ByteBuffer bytes = ByteBuffer.allocate(block.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    block.sum().put(means, 0, means.length, bytes);
    return bytes.flip();
  }
}
