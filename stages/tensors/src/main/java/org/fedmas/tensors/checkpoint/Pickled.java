package org.fedmas.tensors.checkpoint;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value that a pickle describes: plain data, or a name from the allow-list. Values may contain
 * each other at any depth and even themselves, so no method traverses them. {@code equals} and
 * {@code hashCode} are only called on {@link Key}s, which are flat.
 */
sealed interface Pickled {

  /** The kinds of values in words, apart from those with a size or a name. */
  Map<Class<?>, String> KINDS =
      Map.of(
          Nothing.class, "None",
          Flag.class, "a truth value",
          Whole.class, "an integer",
          Large.class, "an integer beyond 64 bits",
          Real.class, "a number",
          Text.class, "a string",
          Storage.class, "a bare storage",
          Tensor.class, "a tensor");

  /** Returns the kind of value in words, for messages. */
  default String kind() {
    return Objects.requireNonNull(KINDS.get(getClass()));
  }

  /**
   * A value that may be the key of a dict. Keys are comparable because Java's hash maps then stay
   * fast even if a file contains keys of equal hash.
   */
  sealed interface Key extends Pickled permits Text, Whole {}

  /** {@code None}. */
  record Nothing() implements Pickled {}

  /** {@code True} or {@code False}. */
  record Flag(boolean value) implements Pickled {}

  /** An integer of at most 64 bits. */
  record Whole(long value) implements Key, Comparable<Whole> {
    @Override
    public int compareTo(Whole other) {
      return Long.compare(value, other.value);
    }
  }

  /** An integer beyond 64 bits; a legacy file starts with one. */
  record Large(BigInteger value) implements Pickled {}

  /** A floating-point number. */
  record Real(double value) implements Pickled {}

  /** A string. */
  record Text(String value) implements Key, Comparable<Text> {
    @Override
    public int compareTo(Text other) {
      return value.compareTo(other.value);
    }
  }

  /** A tuple. */
  record Tuple(List<Pickled> items) implements Pickled {
    @Override
    public String kind() {
      return "a tuple of " + items.size();
    }
  }

  /** A list; it grows while the pickle is read. */
  record Sequence(List<Pickled> items) implements Pickled {
    @Override
    public String kind() {
      return "a list of " + items.size();
    }
  }

  /** A dict in the order of its file. */
  record Mapping(Map<Key, Pickled> items) implements Pickled {
    Mapping() {
      this(new LinkedHashMap<>());
    }

    void put(Pickled key, Pickled value) throws UnusableCheckpoint {
      if (!(key instanceof Key flat)) {
        throw new UnusableCheckpoint("a dict has " + key.kind() + " as a key");
      }
      if (items.putIfAbsent(flat, value) != null) {
        String name = flat instanceof Text text ? UnusableCheckpoint.quote(text.value()) : "a key";
        throw new UnusableCheckpoint("a dict holds " + name + " twice");
      }
    }

    @Override
    public String kind() {
      return "a dict of " + items.size();
    }
  }

  /** A name from the allow-list, not yet called. */
  record Named(Global global) implements Pickled {
    @Override
    public String kind() {
      return "the bare name " + global.python();
    }
  }

  /** An object of a class from the allow-list: its attributes, and nothing that could be called. */
  final class Instance implements Pickled {

    private final String python;
    private @Nullable Mapping attributes;

    Instance(String python) {
      this.python = python;
    }

    /** Returns the attributes by name; none if the pickle sets none. */
    Map<Key, Pickled> attributes() {
      return attributes == null ? Map.of() : attributes.items();
    }

    /** Sets all attributes; a second time is damage. */
    void set(Mapping all) throws UnusableCheckpoint {
      if (attributes != null) {
        throw new UnusableCheckpoint("its pickle sets attributes of " + kind() + " twice");
      }
      attributes = all;
    }

    @Override
    public String kind() {
      return "an object of the class " + UnusableCheckpoint.quote(python);
    }
  }

  /** A storage: raw elements elsewhere in the file. */
  record Storage(StorageReference reference) implements Pickled {}

  /** A tensor: a view into a storage. */
  record Tensor(TensorReference reference) implements Pickled {}
}
