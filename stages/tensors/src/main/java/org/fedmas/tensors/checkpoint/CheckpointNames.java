package org.fedmas.tensors.checkpoint;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;

/**
 * The prefixes of backbone tensors in published checkpoints. MoCo v2 stores the query encoder under
 * {@code module.encoder_q.}, next to its momentum copy {@code module.encoder_k.} and the queue. A
 * model saved inside {@code DataParallel} has {@code module.} before every name. A full DINO
 * checkpoint has {@code backbone.} before the encoder's names, beside a head.
 */
public final class CheckpointNames {

  private static final List<String> QUERY_ENCODERS = List.of("module.encoder_q.", "encoder_q.");
  private static final String WRAPPED = "module.";
  private static final String INNER = "backbone.";

  private CheckpointNames() {}

  /**
   * Returns the prefix of the backbone's names: the query encoder's if the file has one. Otherwise,
   * {@code module.} if every name starts with it, followed by {@code backbone.} if any name has it.
   */
  static String prefix(Collection<String> names) {
    for (String prefix : QUERY_ENCODERS) {
      if (names.stream().anyMatch(name -> name.startsWith(prefix))) {
        return prefix;
      }
    }
    boolean wrapped = names.stream().allMatch(name -> name.startsWith(WRAPPED));
    String outer = wrapped && !names.isEmpty() ? WRAPPED : "";
    boolean nested = names.stream().anyMatch(name -> name.startsWith(outer + INNER));
    return nested ? outer + INNER : outer;
  }

  /** Returns the backbone's tensors under torchvision's names, in the same order. */
  public static ModelState backbone(ModelState loaded) {
    return under(prefix(loaded.names()), loaded);
  }

  private static ModelState under(String prefix, ModelState loaded) {
    Map<String, StoredTensor> inside = new LinkedHashMap<>();
    loaded
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (name.startsWith(prefix)) {
                inside.put(name.substring(prefix.length()), tensor);
              }
            });
    return new ModelState(inside);
  }
}
