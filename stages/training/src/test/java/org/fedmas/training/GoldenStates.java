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
import org.fedmas.testkit.GoldenTensor;

/** Closed-form model states of the golden files: entry number i uses stream {@code base + i}. */
final class GoldenStates {

  private GoldenStates() {}

  static ModelState of(Layout layout, long seed, long base) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    List<TensorSpec> entries = layout.entries();
    for (int i = 0; i < entries.size(); i++) {
      tensors.put(entries.get(i).name(), tensor(entries.get(i), seed, base + i));
    }
    return new ModelState(tensors);
  }

  private static StoredTensor tensor(TensorSpec entry, long seed, long stream) {
    if (entry.kind() == TensorRole.COUNT) {
      return StoredTensor.of(new long[1]);
    }
    String word =
        entry.kind() == TensorRole.VARIANCE ? "var" : entry.kind().name().toLowerCase(ROOT);
    float[] values = GoldenTensor.values(word, entry.dimensions(), seed, stream);
    return StoredTensor.of(values, entry.dimensions());
  }
}
