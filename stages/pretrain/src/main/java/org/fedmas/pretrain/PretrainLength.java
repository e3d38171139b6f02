package org.fedmas.pretrain;

import org.fedmas.contract.config.ConfigReader;

/**
 * The length of pretraining.
 *
 * @param rounds R; 1 without averages
 * @param perRound the epochs of a round
 * @param federated whether η is constant within a round, rather than within an epoch
 */
public record PretrainLength(int rounds, int perRound, boolean federated) {

  private static final int MOST = 100_000;

  static PretrainLength read(ConfigReader reader, boolean federated) {
    return federated
        ? new PretrainLength(
            reader.integer("pretrain.rounds", 40, 1, MOST),
            reader.integer("pretrain.local-epochs", 5, 1, MOST),
            true)
        : new PretrainLength(1, reader.integer("pretrain.epochs", 200, 1, MOST), false);
  }

  /** Returns the number of all epochs. */
  public int epochs() {
    return Math.multiplyExact(rounds, perRound);
  }

  /** Returns the share of η in an epoch, ½(1 + cos πs); s is the share of what is done. */
  double rate(int epoch) {
    double done =
        federated ? Math.floorDiv(epoch, perRound) / (double) rounds : (double) epoch / perRound;
    return (1 + StrictMath.cos(StrictMath.PI * done)) / 2;
  }
}
