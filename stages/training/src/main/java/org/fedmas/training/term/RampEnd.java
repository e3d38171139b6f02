package org.fedmas.training.term;

import org.fedmas.contract.Round;
import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.Named;

/** The value of a falling λ in the last round. */
public enum RampEnd implements Named.EnumConstant {
  /** 0: λ is full up to the round that the ramp starts from. */
  ZERO,
  /**
   * λ/(R − n₀), as in the code published with arXiv 2307.14959, which counts rounds from 0: λ is
   * full for one round more.
   */
  ABOVE_ZERO;

  static RampEnd read(ConfigReader reader) {
    return Choice.of("alignment.ramp-end", ZERO.id(), values()).read(reader.added());
  }

  /** Returns the number of the round that the ramp counts with. */
  int position(Round round) {
    return this == ZERO ? round.number() : round.index();
  }
}
