package org.fedmas.contract;

import org.fedmas.contract.config.Config;
import org.fedmas.contract.config.ConfigReader;

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

  /**
   * Returns the version of units of a kind under a configuration. It is higher than {@link
   * #version()} where a change of the stage gave these units alone other bytes.
   *
   * @param recipe the part of the configuration that their recipes hold
   */
  default int version(ArtifactKind kind, Config recipe) {
    return version();
  }

  /** Returns the kind of artifact that a unit produces. */
  ArtifactKind kind(UnitKey unit);

  /**
   * Reads the settings of the units that make artifacts of a kind. The keys that are read here, and
   * no others, are in the units' recipes, so a key is read only where the other choices give it an
   * effect.
   *
   * @return a value: equal settings give equal bytes
   */
  Object settings(ArtifactKind kind, ConfigReader reader);

  /** Returns the part of a whole configuration that recipes of a kind hold. */
  default Config recipeConfig(ArtifactKind kind, Config whole) {
    ConfigReader reader = ConfigReader.of(whole);
    settings(kind, reader);
    return reader.recorded();
  }

  /** Returns whether a unit runs tensors, so that engine and thread count decide its bytes. */
  default boolean usesTensors(UnitKey unit) {
    return true;
  }

  /** Returns whether a unit computes convolutions in the precision that the user chose. */
  default boolean followsPrecision(UnitKey unit) {
    return false;
  }

  /**
   * Computes one unit.
   *
   * @throws Exception if the unit fails; a {@link org.fedmas.contract.error.FedmasException} if the
   *     user can act on the failure
   */
  void compute(UnitContext unit) throws Exception;
}
