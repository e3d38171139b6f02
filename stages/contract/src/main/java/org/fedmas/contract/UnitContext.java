package org.fedmas.contract;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.error.StageFailedException;

/**
 * The inputs, configuration and output folder of one unit.
 *
 * @param config the resolved values of the keys that the unit's stage declared
 * @param inputs role → folders of artifacts, in the recipe's order, without optional roles that are
 *     absent
 * @param raw role → digest of an input that is not an artifact
 * @param numerics facts that decide floating-point results (engine, architecture, threads); empty
 *     for stages without tensors
 * @param data folder of the raw inputs
 * @param output an empty folder to write the artifact's files into
 * @param progress receives the number of processed images and stops the unit on request
 */
public record UnitContext(
    UnitKey key,
    Config config,
    Map<String, List<Path>> inputs,
    Map<String, Digest> raw,
    Map<String, String> numerics,
    Path data,
    Path output,
    UnitProgress progress,
    UnitCheckpoint checkpoint) {

  /** Key of the element type of convolutions in {@link #numerics}; absent for float32. */
  public static final String PRECISION = "precision";

  /** Returns the folders of a role; empty if it is absent. */
  public List<Path> inputs(String role) {
    return inputs.getOrDefault(role, List.of());
  }

  /**
   * Returns the one folder of a role.
   *
   * @throws StageFailedException unless the role has exactly one folder
   */
  public Path input(String role) {
    List<Path> folders = inputs(role);
    if (folders.size() != 1) {
      throw new StageFailedException(
          key + ": expected one input as " + role + ", found " + folders.size());
    }
    return folders.get(0);
  }

  /** Returns the client of this unit. */
  public ClientId client() {
    return Optional.ofNullable(key.client())
        .orElseThrow(() -> new IllegalStateException(key + " has no client"));
  }

  /** Returns the round of this unit. */
  public Round round() {
    return Optional.ofNullable(key.round())
        .orElseThrow(() -> new IllegalStateException(key + " has no round"));
  }
}
