package org.fedmas.training;

import static java.util.Locale.ROOT;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.TensorRole;
import org.fedmas.tensors.network.layer.TensorSpec;
import org.fedmas.testkit.GoldenHash;

/** Closed-form model states of the golden files: entry number i uses stream {@code base + i}. */
final class GoldenStates {

  private GoldenStates() {}

  static ModelState of(Layout layout, long seed, long base) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    List<TensorSpec> specs = layout.tensors();
    for (int i = 0; i < specs.size(); i++) {
      tensors.put(specs.get(i).name(), tensor(specs.get(i), seed, base + i));
    }
    return new ModelState(tensors);
  }

  private static StoredTensor tensor(TensorSpec spec, long seed, long stream) {
    if (spec.role() == TensorRole.COUNT) {
      return StoredTensor.of(new long[1]);
    }
    if (spec.role() == TensorRole.SCALE) {
      return StoredTensor.of(new float[] {1}, spec.dimensions());
    }
    String word = spec.role() == TensorRole.VARIANCE ? "var" : spec.role().name().toLowerCase(ROOT);
    float[] values = GoldenHash.tensor(word, spec.dimensions(), seed, stream);
    return StoredTensor.of(values, spec.dimensions());
  }
}
