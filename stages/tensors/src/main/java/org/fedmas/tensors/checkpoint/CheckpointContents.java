package org.fedmas.tensors.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.tables.model.TensorLayout;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint file holds, as its header or pickle says: no element is read, so it is known at
 * once for files of any size.
 *
 * @param form the file's format
 * @param nesting the key under which the state dict lies; null where the file is nothing but one
 * @param beside what else the file holds: key → kind of value, in words
 * @param tensors name, type and shape of every tensor, in the file's order
 */
public record CheckpointContents(
    CheckpointForm form,
    @Nullable String nesting,
    Map<String, String> beside,
    List<TensorLayout> tensors) {

  public CheckpointContents {
    beside = Collections.unmodifiableMap(new LinkedHashMap<>(beside));
    tensors = List.copyOf(tensors);
  }

  /** Returns the prefix under which the backbone lies, empty if its names are plain. */
  public String prefix() {
    return CheckpointNames.prefix(tensors.stream().map(TensorLayout::name).toList());
  }

  /** Shapes and types of what lies under the prefix, by name without it, in the file's order. */
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
