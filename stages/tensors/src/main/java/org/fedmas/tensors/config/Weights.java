package org.fedmas.tensors.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fedmas.contract.config.Named;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tensors.network.backbone.Backbone;

/** The source of a backbone's start values. */
public sealed interface Weights extends Named {

  /** The configured name of values from the seeded generator. */
  String SEEDED = "seeded";

  /** Returns the path of the checkpoint; empty for values that are drawn. */
  Optional<Path> file(Path data);

  /** Returns whether the values were never trained. */
  default boolean isSeeded() {
    return false;
  }

  /** Drawn from our own generator. */
  record Seeded() implements Weights {

    @Override
    public String id() {
      return SEEDED;
    }

    @Override
    public boolean isSeeded() {
      return true;
    }

    @Override
    public Optional<Path> file(Path data) {
      return Optional.empty();
    }
  }

  /**
   * Values from a checkpoint.
   *
   * @param id the word or file in the configuration
   * @param file file name or path, relative to the data folder
   */
  record FromFile(String id, String file) implements Weights {

    @Override
    public Optional<Path> file(Path data) {
      return Optional.of(data.resolve(file));
    }
  }

  /**
   * Returns the source for a configured name.
   *
   * @param word {@code seeded}, one of the known names, or a file
   * @param known name → file with these values
   */
  static Weights of(String word, Map<String, String> known) {
    if (word.equals(SEEDED)) {
      return new Seeded();
    }
    return new FromFile(word, new TreeMap<>(known).getOrDefault(word, word));
  }

  /**
   * Returns the checkpoint's file, which must exist.
   *
   * @throws MissingInputException if the file is missing, with instructions
   */
  default Optional<Path> requireFile(String key, Path data) {
    Optional<Path> file = file(data);
    if (file.isPresent() && !Files.isRegularFile(file.get())) {
      throw new MissingInputException(
          """
          %s: checkpoint %s is missing; docs/data.md says where to get it. \
          For random weights, pass --set %s=seeded"""
              .formatted(key, file.get(), key));
    }
    return file;
  }

  /**
   * Checks the header of the checkpoint, so that an unusable file is reported before any work.
   *
   * @throws MissingInputException if the file is missing or not a checkpoint of this architecture
   */
  default void requireFit(String key, Path data, Backbone backbone) {
    requireFile(key, data).ifPresent(file -> BackboneCheckpoint.check(file, backbone));
  }
}
