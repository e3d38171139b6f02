package org.fedmas.tables.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fedmas.contract.Digest;

/**
 * A model's named tensors in the order of its state dict: parameters and buffers, with
 * torchvision's names. Iteration follows that order always.
 */
public final class ModelState {

  /** The state without entries. */
  public static final ModelState EMPTY = new ModelState(Map.of());

  private final Map<String, StoredTensor> tensors;

  /** Keeps the order of the given map. */
  public ModelState(Map<String, StoredTensor> tensors) {
    this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  /** Returns all entries, in order. */
  public Map<String, StoredTensor> tensors() {
    return tensors;
  }

  /** Returns all names, in order. */
  public Set<String> names() {
    return tensors.keySet();
  }

  /** Stands for all entries: their names, types, shapes and bytes, in order. */
  public Digest digest() {
    List<byte[]> parts = new ArrayList<>();
    tensors.forEach(
        (name, tensor) -> {
          parts.add((name + " " + tensor + "\n").getBytes(StandardCharsets.UTF_8));
          parts.add(tensor.data());
        });
    return Digest.of(parts);
  }

  /** Returns the entries whose names begin with a prefix, without that prefix, in order. */
  public ModelState part(String prefix) {
    Map<String, StoredTensor> part = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          if (name.startsWith(prefix)) {
            part.put(name.substring(prefix.length()), tensor);
          }
        });
    return new ModelState(part);
  }

  /**
   * Returns the tensor of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public StoredTensor tensor(String name) {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("the model state has no tensor " + name);
    }
    return tensor;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ModelState that && tensors.equals(that.tensors);
  }

  @Override
  public int hashCode() {
    return tensors.hashCode();
  }
}
