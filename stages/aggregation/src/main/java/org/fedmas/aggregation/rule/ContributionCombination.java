package org.fedmas.aggregation.rule;

import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.Named;

/** The way in which FedCE combines direction and error of a client. */
public enum ContributionCombination implements Named.EnumConstant {
  /** The sum of both. */
  PLUS {
    @Override
    double of(double direction, double error) {
      return direction + error;
    }
  },
  /** The product of both. */
  TIMES {
    @Override
    double of(double direction, double error) {
      return direction * error;
    }
  };

  static Choice<ContributionCombination> choice() {
    return Choice.of("fedce.combination", PLUS.id(), values());
  }

  abstract double of(double direction, double error);
}
