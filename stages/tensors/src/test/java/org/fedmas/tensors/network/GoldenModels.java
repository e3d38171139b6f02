package org.fedmas.tensors.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.testkit.GoldenTensor;

/** From the golden files' words to our networks and closed-form states. */
final class GoldenModels {

  private GoldenModels() {}

  static Backbone backbone(String arch) {
    String name = arch.replace('_', '-');
    return Backbone.all().stream().filter(b -> b.name().equals(name)).findFirst().orElseThrow();
  }

  static Head head(String word, JsonNode dimension) {
    return switch (word) {
      case "fedavg" -> new PlainHead();
      case "aux" -> new AuxiliaryHead(dimension.intValue());
      case "moon" -> new ContrastHead();
      default -> throw new IllegalArgumentException(word);
    };
  }

  static String word(Kind kind) {
    return kind == Kind.VARIANCE ? "var" : kind.name().toLowerCase(Locale.ROOT);
  }

  /** Entry number i uses stream {@code base + i}. */
  static ModelState state(Layout layout, long seed, long base) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    List<Entry> entries = new ArrayList<>(layout.entries());
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      tensors.put(entry.name(), tensor(entry, seed, base + i));
    }
    return new ModelState(tensors);
  }

  private static StoredTensor tensor(Entry entry, long seed, long stream) {
    return entry.kind() == Kind.COUNT
        ? StoredTensor.of(new long[1])
        : StoredTensor.of(
            GoldenTensor.values(word(entry.kind()), entry.dimensions(), seed, stream),
            entry.dimensions());
  }
}
