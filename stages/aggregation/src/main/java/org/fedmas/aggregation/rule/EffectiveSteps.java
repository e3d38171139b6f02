package org.fedmas.aggregation.rule;

import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.Named;
import org.fedmas.tables.summary.UpdateSummary.LocalSteps;

/** The number whose weighted mean over the participants is FedNova's effective number of steps. */
public enum EffectiveSteps implements Named.EnumConstant {
  /** The length a_k of a client's steps, so that equal lengths give federated averaging. */
  LENGTHS {
    @Override
    double of(LocalSteps steps, double length) {
      return length;
    }
  },
  /** The number τ_k of a client's steps, as the published code takes with a proximal pull. */
  COUNTS {
    @Override
    double of(LocalSteps steps, double length) {
      return steps.count();
    }
  };

  static Choice<EffectiveSteps> choice() {
    return Choice.of("fednova.effective-steps", LENGTHS.id(), values());
  }

  abstract double of(LocalSteps steps, double length);
}
