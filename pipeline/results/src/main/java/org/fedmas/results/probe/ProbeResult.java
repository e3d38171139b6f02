package org.fedmas.results.probe;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * The quality of one network's frozen features on a run's images, exactly as {@code probe.json}
 * holds it.
 *
 * @param network name of the auxiliary network
 * @param dimension D, the number of features
 * @param classes names, in class order
 * @param clients names, in client order
 * @param bank number of images of the training part
 * @param scored number of images of the validation part, on which everything is scored
 * @param neighbours scores of the nearest neighbours
 * @param linear scores of the linear probe under each penalty
 * @param chosen the entry of {@code linear} with the best balanced accuracy
 * @param balanced whether classes count equally in the linear probe
 * @param spread mean divergence of two images of a class at a client
 * @param prior class priors of round 1; null until all clients of the round have theirs
 */
public record ProbeResult(
    String network,
    int dimension,
    List<String> classes,
    List<String> clients,
    int bank,
    int scored,
    List<Neighbours> neighbours,
    List<Linear> linear,
    Linear chosen,
    boolean balanced,
    DivergenceTable spread,
    @Nullable DivergenceTable prior) {

  /** File name within a run's folder. */
  public static final String FILE = "probe.json";

  /**
   * Scores of the nearest neighbours.
   *
   * @param k the number of neighbours, cut to the bank
   */
  public record Neighbours(int k, ProbeScore score) {}

  /**
   * Scores of the linear probe.
   *
   * @param lambda penalty of its weights
   */
  public record Linear(double lambda, ProbeScore score) {}

  /**
   * Reads the file of a run's folder; empty without one.
   *
   * @throws CorruptArtifactException if the file is not of this form
   */
  public static Optional<ProbeResult> read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.snakeCase().readValue(Files.readAllBytes(file), ProbeResult.class));
    } catch (JacksonException e) {
      throw new CorruptArtifactException(
          "%s is not a probe of features (%s); delete it and run fedmas features probe"
              .formatted(file, e.getOriginalMessage()),
          e);
    }
  }
}
