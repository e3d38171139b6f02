package org.fedmas.training.term;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tensors.network.head.HeadTensor;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.TensorSpec;
import org.jspecify.annotations.Nullable;

/**
 * The heads of a client that start a round from the global model; the other head keeps the client's
 * values of its previous round. In a client's first round both start from the global model.
 */
public enum SyncedHeads {
  /** Starts both heads from the global model. */
  BOTH(null),
  /** Keeps the client's {@code fc} and its projection. */
  AUXILIARY(HeadTensor.CLASSIFIER),
  /** Keeps the client's {@code p_free} and {@code fc_free}. */
  GLOBAL(HeadTensor.AUXILIARY);

  private final @Nullable HeadTensor kept;

  SyncedHeads(@Nullable HeadTensor kept) {
    this.kept = kept;
  }

  static SyncedHeads read(ConfigReader reader) {
    String word =
        reader.choice(
            "alignment.heads",
            BOTH.word(),
            Arrays.stream(values()).map(SyncedHeads::word).toList());
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Returns the word in a configuration. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  ModelState start(Layout layout, ModelState received, ModelState previous) {
    if (kept == null) {
      return received;
    }
    Map<String, StoredTensor> tensors = new LinkedHashMap<>(received.tensors());
    for (TensorSpec spec : layout.tensors()) {
      if (kept.holds(spec)) {
        tensors.put(spec.name(), previous.tensor(spec.name()));
      }
    }
    return new ModelState(tensors);
  }
}
