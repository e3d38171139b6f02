package org.fedmas.aggregation.server;

import org.fedmas.contract.config.Named;

/** The rule of the second moment v, given the squared difference s = Δ². */
enum SecondMoment implements Named.EnumConstant {
  /** {@code v ← β₂v + (1−β₂)s}. */
  ADAM(0.0031622776601683794) {
    @Override
    double next(double v, double s, double beta2) {
      return beta2 * v + (1 - beta2) * s;
    }
  },
  /** {@code v ← v − (1−β₂) s sign(v − s)}. */
  YOGI(0.0031622776601683794) {
    @Override
    double next(double v, double s, double beta2) {
      return v - (1 - beta2) * s * Math.signum(v - s);
    }
  },
  /** {@code v ← v + s}. */
  ADAGRAD(0.03162277660168379) {
    @Override
    double next(double v, double s, double beta2) {
      return v + s;
    }
  };

  private final double learningRate;

  SecondMoment(double learningRate) {
    this.learningRate = learningRate;
  }

  /** Returns the published learning rate, 10 to the power of −2.5 or −1.5. */
  double learningRate() {
    return learningRate;
  }

  abstract double next(double v, double s, double beta2);
}
