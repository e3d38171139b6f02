package org.fedmas.contract;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.error.StageFailedException;

/**
 * What a unit gets to work with.
 *
 * @param key which unit
 * @param config the keys that its stage declared, resolved
 * @param inputs role → folders of artifacts, in the recipe's order; an absent optional role is not
 *     in the map
 * @param raw role → digest of the inputs that are no artifacts
 * @param numerics what decides floating-point results, see {@link org.fedmas.store.Recipe}; empty
 *     for stages that run no tensors
 * @param data folder of the raw inputs
 * @param output an empty folder to write the artifact's files into
 * @param progress told what was done; asked whether to stop
 * @param partial keeps what a long unit has done so far
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
    UnitCheckpoint partial) {

  /** Returns the folders of a role; empty if it is absent. */
  public List<Path> inputs(String role) {
    return inputs.getOrDefault(role, List.of());
  }

  /**
   * Returns the one folder of a role.
   *
   * @throws StageFailedException unless there is exactly one
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
    ClientId client = key.client();
    if (client == null) {
      throw new IllegalStateException(key + " has no client");
    }
    return client;
  }

  /** Returns the round of this unit. */
  public Round round() {
    Round round = key.round();
    if (round == null) {
      throw new IllegalStateException(key + " has no round");
    }
    return round;
  }
}
