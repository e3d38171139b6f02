package org.fedmas.tensors.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tensors.network.backbone.Backbone;

/** Where a backbone's start values come from. */
public sealed interface Weights {

  /** The word for weights from our own generator. */
  String SEEDED = "seeded";

  /** Returns the checkpoint's place, empty if there is none. */
  Optional<Path> file(Path data);

  /** Drawn from our own generator. */
  record Seeded() implements Weights {

    @Override
    public Optional<Path> file(Path data) {
      return Optional.empty();
    }
  }

  /**
   * Read from a checkpoint.
   *
   * @param name as configured
   * @param file file name or path, relative to the data folder
   */
  record FromFile(String name, String file) implements Weights {

    @Override
    public Optional<Path> file(Path data) {
      return Optional.of(data.resolve(file));
    }
  }

  /**
   * Returns the meaning of a configured word.
   *
   * @param word {@code seeded}, one of the known names, or a file
   * @param known name → file that it stands for
   */
  static Weights of(String word, Map<String, String> known) {
    if (word.equals(SEEDED)) {
      return new Seeded();
    }
    return new FromFile(word, new TreeMap<>(known).getOrDefault(word, word));
  }

  /**
   * Returns the checkpoint's file, which must be there.
   *
   * @throws MissingInputException with what to do
   */
  default Optional<Path> requireFile(String key, Path data) {
    Optional<Path> file = file(data);
    if (file.isPresent() && !Files.isRegularFile(file.get())) {
      throw new MissingInputException(
          key
              + ": checkpoint "
              + file.get()
              + " is not there; docs/data.md says where to get it; --set "
              + key
              + "=seeded goes on with random weights");
    }
    return file;
  }

  /**
   * Refuses a checkpoint that the backbone's values could not be read from, before any work: only
   * its header is looked at.
   *
   * @throws MissingInputException if it is not there, no checkpoint, or one of another architecture
   */
  default void requireFit(String key, Path data, Backbone backbone) {
    requireFile(key, data).ifPresent(file -> BackboneCheckpoint.check(file, backbone));
  }
}
