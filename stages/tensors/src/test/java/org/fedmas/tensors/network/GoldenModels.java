package org.fedmas.tensors.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.testkit.GoldenHash;

/** From the golden files' words to our networks and closed-form states. */
final class GoldenModels {

  private static final Map<Kind, String> WORDS =
      Map.of(
          Kind.WEIGHT, "weight",
          Kind.BIAS, "bias",
          Kind.GAMMA, "gamma",
          Kind.BETA, "beta",
          Kind.MEAN, "mean",
          Kind.VARIANCE, "var",
          Kind.COUNT, "count");

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
    return WORDS.get(kind).toLowerCase(Locale.ROOT);
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
