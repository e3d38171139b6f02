package org.fedmas.tensors.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.head.AuxiliaryHead;
import org.fedmas.tensors.network.head.ContrastHead;
import org.fedmas.tensors.network.head.Head;
import org.fedmas.tensors.network.head.PlainHead;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.TensorRole;
import org.fedmas.tensors.network.layer.TensorSpec;
import org.fedmas.testkit.GoldenHash;

/** The networks and closed-form states that the golden files refer to by name. */
public final class GoldenModels {

  private GoldenModels() {}

  public static Backbone backbone(String arch) {
    String name = arch.replace('_', '-');
    return Backbone.choice().named(name);
  }

  public static Head head(String word, JsonNode dimension) {
    return switch (word) {
      case "fedavg" -> new PlainHead();
      case "aux" -> new AuxiliaryHead(dimension.intValue());
      case "moon" -> new ContrastHead();
      default -> throw new IllegalArgumentException(word);
    };
  }

  public static String word(TensorRole role) {
    return role == TensorRole.VARIANCE ? "var" : role.name().toLowerCase(Locale.ROOT);
  }

  /** Returns a state in which tensor number i uses stream {@code base + i}. */
  static ModelState state(Layout layout, long seed, long base) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    List<TensorSpec> specs = new ArrayList<>(layout.tensors());
    for (int i = 0; i < specs.size(); i++) {
      TensorSpec spec = specs.get(i);
      tensors.put(spec.name(), tensor(spec, seed, base + i));
    }
    return new ModelState(tensors);
  }

  private static StoredTensor tensor(TensorSpec spec, long seed, long stream) {
    return spec.role() == TensorRole.COUNT
        ? StoredTensor.of(new long[1])
        : StoredTensor.of(
            GoldenHash.tensor(word(spec.role()), spec.dimensions(), seed, stream),
            spec.dimensions());
  }
}
