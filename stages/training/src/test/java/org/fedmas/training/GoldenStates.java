package org.fedmas.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tensors.network.Entry;
import org.fedmas.tensors.network.Layout;
import org.fedmas.testkit.GoldenHash;

/** Closed-form model states of the golden files: entry number i uses stream {@code base + i}. */
final class GoldenStates {

  private GoldenStates() {}

  static ModelState of(Layout layout, long seed, long base) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    List<Entry> entries = layout.entries();
    for (int i = 0; i < entries.size(); i++) {
      tensors.put(entries.get(i).name(), tensor(entries.get(i), seed, base + i));
    }
    return new ModelState(tensors);
  }

  private static StoredTensor tensor(Entry entry, long seed, long stream) {
    return switch (entry.kind()) {
      case COUNT -> StoredTensor.of(new long[1]);
      case WEIGHT -> values(entry, seed, stream, Math.sqrt(6.0 / entry.fanIn()), 0);
      case BIAS -> values(entry, seed, stream, 0.05, 0);
      case GAMMA -> values(entry, seed, stream, 0.2, 0.9);
      case BETA, MEAN -> values(entry, seed, stream, 0.1, 0);
      case VARIANCE -> values(entry, seed, stream, 0.3, 1.0);
    };
  }

  private static StoredTensor values(
      Entry entry, long seed, long stream, double scale, double offset) {
    float[] values = GoldenHash.symmetric(seed, stream, entry.size(), scale, offset);
    return StoredTensor.of(values, entry.dimensions());
  }
}
