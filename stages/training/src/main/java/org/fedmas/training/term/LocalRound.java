package org.fedmas.training.term;

import org.fedmas.contract.Round;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.loss.Loss;
import org.fedmas.tensors.network.Network;
import org.jspecify.annotations.Nullable;

/**
 * One client's round before its first step.
 *
 * @param network the network to train; terms may make others of its architecture
 * @param received the global model
 * @param previous the client's own model of its previous round; null in its first
 * @param loss the classification loss of this round
 * @param counts n_kc, the client's training images per class
 * @param round this round
 * @param rounds R; meaningful only to terms that depend on it
 * @param learningRate η of this round
 * @param carried the values that methods carry over from earlier rounds
 * @param key the random key of this client's round
 */
public record LocalRound(
    Network network,
    ModelState received,
    @Nullable ModelState previous,
    Loss loss,
    long[] counts,
    Round round,
    int rounds,
    double learningRate,
    CarriedState carried,
    RandomKey key) {

  /** Returns this round with another classification loss. */
  public LocalRound with(Loss other) {
    return new LocalRound(
        network, received, previous, other, counts, round, rounds, learningRate, carried, key);
  }
}
