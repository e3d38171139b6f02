package org.fedmas.tensors.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.fedmas.contract.Digest;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.Named;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.checkpoint.Checkpoint;
import org.fedmas.tensors.network.backbone.FeatureExtractor;

/**
 * The source of the values of a backbone or an encoder.
 *
 * @param id the word or file in the configuration
 * @param checkpoint file name or path, relative to the data folder; empty for values that are
 *     drawn, pretrained or shipped
 */
public record Weights(String id, Optional<String> checkpoint) implements Named {

  /** The configured name of values from the seeded generator. */
  public static final String SEEDED = "seeded";

  /** The configured name of values that the run itself pretrains. */
  public static final String PRETRAIN = "pretrain";

  /** The configured name of values that come with the program, pretrained on the sample. */
  public static final String SAMPLE = "sample";

  /** Returns whether the values were never trained. */
  public boolean isSeeded() {
    return checkpoint.isEmpty() && !isPretrained() && !isShipped();
  }

  /** Returns whether the values come with the program. */
  public boolean isShipped() {
    return id.equals(SAMPLE);
  }

  /** Returns whether the run itself pretrains the values. */
  public boolean isPretrained() {
    return id.equals(PRETRAIN);
  }

  /** Returns the path of the checkpoint; empty for values from elsewhere. */
  public Optional<Path> file(Path data) {
    return checkpoint.map(data::resolve);
  }

  /**
   * Returns the source for a configured name.
   *
   * @param word {@code seeded}, {@code pretrain}, {@code sample}, one of the known names, or a file
   * @param known name → file with these values
   */
  public static Weights of(String word, Map<String, String> known) {
    return new Weights(
        word,
        List.of(SEEDED, PRETRAIN, SAMPLE).contains(word)
            ? Optional.empty()
            : Optional.of(known.getOrDefault(word, word)));
  }

  /**
   * Reads the source of start values, which the run neither pretrains nor ships.
   *
   * @param known name → file with these values
   */
  public static Weights startValues(
      ConfigReader reader, String key, String otherwise, Map<String, String> known) {
    Weights weights = of(reader.text(key, otherwise), known);
    if (weights.isPretrained() || weights.isShipped()) {
      reader.problem(key, "seeded, or a checkpoint to start from");
    }
    return weights;
  }

  /**
   * Returns the digest of the checkpoint's file or of the shipped one; empty for other values.
   *
   * @param files digest of a file
   * @throws MissingInputException if the file is missing
   */
  public Optional<Digest> digest(String key, Path data, Function<Path, Digest> files) {
    return isShipped()
        ? Optional.of(ShippedPrior.shipped().digest())
        : requireFile(key, data).map(files);
  }

  /**
   * Returns the values of the checkpoint's file or of the shipped one; empty for other values.
   *
   * @throws MissingInputException if the file is missing or of another architecture
   */
  Optional<ModelState> state(String key, Path data, FeatureExtractor extractor) {
    return isShipped()
        ? Optional.of(ShippedPrior.shipped().state(extractor))
        : requireFile(key, data).map(file -> BackboneCheckpoint.read(file, extractor));
  }

  /** Returns the texts beside the tensors of a file that exists, or of the shipped one, by name. */
  public Map<String, String> texts(Path data) {
    return isShipped()
        ? ShippedPrior.shipped().texts()
        : file(data)
            .filter(Files::isRegularFile)
            .map(file -> Checkpoint.contents(file).texts())
            .orElse(Map.of());
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
    if (isShipped()) {
      ShippedPrior.shipped().requireFit(extractor);
    }
    requireFile(key, data).ifPresent(file -> BackboneCheckpoint.check(file, extractor));
  }
}
