package org.fedmas.tensors.checkpoint;

import java.util.List;
import org.fedmas.tables.model.TensorType;

/**
 * A reference to raw elements in a file: the key of their storage, the element type and the number
 * of elements. The device on which they were saved is ignored.
 */
record StorageReference(String key, TensorType type, long elements) {

  /** Upper limit of elements, beyond any real storage: sums and products of sizes stay exact. */
  static final long MOST_ELEMENTS = 1L << 48;

  /** Reads {@code ("storage", class, key, location, elements[, None])}. */
  static StorageReference of(Pickled identity) throws UnusableCheckpoint {
    List<Pickled> parts = identity instanceof Pickled.Tuple tuple ? tuple.items() : List.of();
    if (parts.size() < 5
        || parts.size() > 6
        || !(parts.get(0) instanceof Pickled.Text tag)
        || !tag.value().equals("storage")
        || !(parts.get(1) instanceof Pickled.Named named)
        || !(named.global() instanceof Global.StorageClass storageClass)
        || !(parts.get(2) instanceof Pickled.Text key)
        || !(parts.get(3) instanceof Pickled.Text)
        || !(parts.get(4) instanceof Pickled.Whole elements)) {
      throw new UnusableCheckpoint("it refers to something that is not a tensor storage");
    }
    if (parts.size() == 6 && !(parts.get(5) instanceof Pickled.Nothing)) {
      throw new UnusableCheckpoint("a storage is a view of another storage");
    }
    // as part of a record's name, a key must not be able to leave its folder
    if (!key.value().matches("[0-9A-Za-z_]{1,64}")) {
      throw new UnusableCheckpoint(
          "a storage is named %s; letters, digits and _ are expected"
              .formatted(UnusableCheckpoint.quote(key.value())));
    }
    if (elements.value() < 0 || elements.value() > MOST_ELEMENTS) {
      throw new UnusableCheckpoint(
          "storage " + key.value() + " claims " + elements.value() + " elements");
    }
    return new StorageReference(key.value(), storageClass.type(), elements.value());
  }

  long bytes() {
    return elements * type.bytes();
  }
}
