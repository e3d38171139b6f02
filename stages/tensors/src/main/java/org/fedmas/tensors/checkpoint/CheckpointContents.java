package org.fedmas.tensors.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.tables.model.TensorLayout;
import org.jspecify.annotations.Nullable;

/**
 * The contents of a checkpoint file by its header or pickle. No element is read, so files of any
 * size are listed at once.
 *
 * @param form the file's format
 * @param nesting the key of the state dict; null where the file is only a state dict
 * @param beside other values in the file: key → kind of value, in words
 * @param texts those of the other values that are texts, or the metadata of a safetensors file
 * @param tensors name, type and shape of every tensor, in the file's order
 */
public record CheckpointContents(
    CheckpointForm form,
    @Nullable String nesting,
    Map<String, String> beside,
    Map<String, String> texts,
    List<TensorLayout> tensors) {

  public CheckpointContents {
    beside = Collections.unmodifiableMap(new LinkedHashMap<>(beside));
    texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    tensors = List.copyOf(tensors);
  }

  /** Returns the prefix of the backbone's tensor names; empty if they have none. */
  public String prefix() {
    return CheckpointNames.prefix(tensors.stream().map(TensorLayout::name).toList());
  }

  /** Returns the layouts of the backbone's tensors by name without prefix, in the file's order. */
  public Map<String, TensorLayout> backbone() {
    String prefix = prefix();
    Map<String, TensorLayout> inside = new LinkedHashMap<>();
    for (TensorLayout tensor : tensors) {
      if (tensor.name().startsWith(prefix)) {
        String name = tensor.name().substring(prefix.length());
        inside.put(name, new TensorLayout(name, tensor.type(), tensor.shape()));
      }
    }
    return inside;
  }
}
