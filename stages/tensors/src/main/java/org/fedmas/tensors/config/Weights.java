package org.fedmas.tensors.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.fedmas.contract.config.Named;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tensors.network.backbone.FeatureExtractor;

/**
 * The source of the values of a backbone or an encoder.
 *
 * @param id the word or file in the configuration
 * @param checkpoint file name or path, relative to the data folder; empty for drawn values
 */
public record Weights(String id, Optional<String> checkpoint) implements Named {

  /** The configured name of values from the seeded generator. */
  public static final String SEEDED = "seeded";

  /** The configured name of values that the run itself pretrains. */
  public static final String PRETRAIN = "pretrain";

  /** Returns whether the values were never trained. */
  public boolean isSeeded() {
    return checkpoint.isEmpty() && !isPretrained();
  }

  /** Returns whether the run itself pretrains the values. */
  public boolean isPretrained() {
    return id.equals(PRETRAIN);
  }

  /** Returns the path of the checkpoint; empty for values that are drawn or pretrained. */
  public Optional<Path> file(Path data) {
    return checkpoint.map(data::resolve);
  }

  /**
   * Returns the source for a configured name.
   *
   * @param word {@code seeded}, {@code pretrain}, one of the known names, or a file
   * @param known name → file with these values
   */
  public static Weights of(String word, Map<String, String> known) {
    return new Weights(
        word,
        word.equals(SEEDED) || word.equals(PRETRAIN)
            ? Optional.empty()
            : Optional.of(known.getOrDefault(word, word)));
  }

  /**
   * Returns the checkpoint's file, which must exist.
   *
   * @throws MissingInputException if the file is missing, with instructions
   */
  public Optional<Path> requireFile(String key, Path data) {
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
  public void requireFit(String key, Path data, FeatureExtractor extractor) {
    requireFile(key, data).ifPresent(file -> BackboneCheckpoint.check(file, extractor));
  }
}
