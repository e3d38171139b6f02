package org.fedmas.contract;

import java.util.List;
import org.fedmas.contract.config.Config;

/**
 * A step of the pipeline that computes artifacts from artifacts, unit by unit. A stage knows
 * neither the artifact store, nor the runner, nor retries. Implementations keep no state between
 * units.
 */
public interface Stage {

  /** Returns the stage's name. */
  StageName name();

  /**
   * Returns the stage's version. Increment the version whenever equal inputs produce different
   * bytes.
   */
  int version();

  /** Returns the kind of artifact that a unit produces. */
  ArtifactKind kind(UnitKey unit);

  /**
   * Returns the configuration keys, or dotted prefixes, that decide a unit's bytes. A unit cannot
   * read other keys.
   */
  List<String> configKeys(UnitKey unit, Config config);

  /** Returns whether a unit runs tensors, so that engine and thread count decide its bytes. */
  boolean usesTensors(UnitKey unit);

  /**
   * Computes one unit.
   *
   * @throws Exception if the unit fails; a {@link org.fedmas.contract.error.FedmasException} if the
   *     user can act on the failure
   */
  void compute(UnitContext unit) throws Exception;
}
