package org.fedmas.aggregation.sum;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.tables.model.EntryKind;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.SafetensorsFile;
import org.fedmas.tables.model.SafetensorsWriter;
import org.fedmas.tables.model.TensorLayout;
import org.jspecify.annotations.Nullable;

/**
 * The next control variate of SCAFFOLD's server, {@code c ← c + Σ_S s_k (c_k⁺ − c_k)} over trainable
 * entries. The change of a client's control variate follows from its model: {@code c_k⁺ − c_k = −c −
 * (θ_k − θ)/(τ_k η)}. Values are summed in double, in the order of the models, and rounded once.
 *
 * @param models the participants' models
 * @param shares s_k, in the same order
 * @param lengths τ_k η, in the same order
 * @param received the global model that the round began with
 * @param before the file with c; null before the first round, when c is 0
 */
public record ControlSum(
    List<WeightedModel> models,
    double[] shares,
    double[] lengths,
    Path received,
    @Nullable Path before) {

  /**
   * Writes c of every trainable entry, in the order of the first model's tensors.
   *
   * @throws org.fedmas.contract.error.StageFailedException if names, types or shapes differ
   */
  public void writeTo(Path target) throws IOException {
    List<WeightedModel> all = new ArrayList<>();
    models.forEach(model -> all.add(new WeightedModel(model.client(), model.file(), 1)));
    all.add(new WeightedModel(models.get(0).client(), received, 1));
    SideBySide states = SideBySide.of(all);
    List<TensorSum> entries =
        states.tensors(layout -> EntryKind.of(layout) == EntryKind.TRAINABLE);
    List<TensorLayout> layouts =
        entries.stream()
            .map(TensorSum::layout)
            .map(entry -> new TensorLayout(name(entry), entry.type(), entry.shape()))
            .toList();
    try (SafetensorsFile control = before == null ? null : SafetensorsFile.open(before);
        SafetensorsWriter writer = new SafetensorsWriter(target, layouts)) {
      states.forEach(
          entries,
          (block, values) -> {
            ByteBuffer bytes = ByteBuffer.allocate(block.bytes()).order(ByteOrder.LITTLE_ENDIAN);
            double[] c = new double[block.count()];
            if (control != null) {
              control.read(name(block.sum().layout()), block.first(), bytes);
              bytes.flip();
              for (int i = 0; i < c.length; i++) {
                c[i] = block.sum().value(bytes, i);
              }
            }
            block.sum().put(next(c, values), 0, c.length, bytes.clear());
            writer.append(bytes.flip());
          });
    }
  }

  private double[] next(double[] c, double[][] values) {
    double[] start = values[shares.length];
    double[] next = c.clone();
    for (int k = 0; k < shares.length; k++) {
      for (int i = 0; i < next.length; i++) {
        next[i] += shares[k] * (-c[i] - (values[k][i] - start[i]) / lengths[k]);
      }
    }
    return next;
  }

  private static String name(TensorLayout entry) {
    return ModelFiles.CONTROL + entry.name();
  }
}
