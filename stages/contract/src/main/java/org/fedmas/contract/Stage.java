package org.fedmas.contract;

import java.util.List;
import org.fedmas.contract.config.Config;

/**
 * Turns versioned artifacts into versioned artifacts, unit by unit. A stage knows neither the
 * artifact store, nor the runner, nor retries. Implementations keep no state between units.
 */
public interface Stage {

  /** Returns the name. */
  StageName name();

  /** Raised when equal inputs would give other bytes. */
  int version();

  /** What that unit makes. */
  ArtifactKind kind(UnitKey unit);

  /**
   * Returns the configuration keys (or dotted prefixes) that decide that unit's bytes; a unit can
   * read no others.
   */
  List<String> configKeys(UnitKey unit, Config config);

  /** Returns whether that unit runs tensors, so that engine and thread count decide its bytes. */
  boolean usesTensors(UnitKey unit);

  /**
   * Computes one unit.
   *
   * @throws Exception when it cannot; a {@link org.fedmas.contract.error.FedmasException} where the
   *     user can act on it
   */
  void compute(UnitContext unit) throws Exception;
}
