package org.fedmas.tables.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.Named;

/**
 * The entries of batch normalisation that a client shares with the federation. All others stay with
 * the client. A layer is a batch normalisation if its state has a running mean, whatever its name.
 *
 * <p>Sources: SiloBN, arXiv 2008.07424 ({@code statistics-local}); FedBN, arXiv 2102.07623 ({@code
 * local}).
 */
public enum NormalisationSharing implements Named.EnumConstant {
  /** Shares all entries. */
  SHARED,
  /** Keeps running means, running variances and batch counts; shares scale and shift. */
  STATISTICS_LOCAL,
  /** Keeps all entries of batch normalisation. */
  LOCAL;

  /** The key. */
  public static final String KEY = "aggregation.normalisation";

  private static final String MEAN = ".running_mean";

  /** Returns the family. */
  public static Choice<NormalisationSharing> choice() {
    return Choice.of(KEY, SHARED.id(), values());
  }

  /** Reads the key. */
  public static NormalisationSharing read(ConfigReader reader) {
    return choice().read(reader.added());
  }

  /** Returns whether any entry may stay with the client. */
  public boolean keepsEntries() {
    return this != SHARED;
  }

  /** Returns the entries of a whole model that the federation shares, in order. */
  public ModelState shared(ModelState model) {
    return part(model, false);
  }

  /** Returns the entries of a whole model that stay with the client, in order. */
  public ModelState kept(ModelState model) {
    return part(model, true);
  }

  private ModelState part(ModelState model, boolean kept) {
    Map<String, StoredTensor> part = new LinkedHashMap<>();
    model
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (keeps(model, TensorLayout.of(name, tensor)) == kept) {
                part.put(name, tensor);
              }
            });
    return new ModelState(part);
  }

  private boolean keeps(ModelState model, TensorLayout entry) {
    String name = entry.name();
    String layer = name.substring(0, Math.max(0, name.lastIndexOf('.')));
    return keepsEntries()
        && model.names().contains(layer + MEAN)
        && (this == LOCAL || EntryKind.of(entry) != EntryKind.TRAINABLE);
  }
}
