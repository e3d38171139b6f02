package org.fedmas.aggregation.sum;

import org.fedmas.contract.Round;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;

/** The masks that two clients share: 64 random bits for each element of the state, in order. */
interface PairMasks {

  /** Returns the next mask of clients i and j, by their places in the round, i &lt; j. */
  long next(int i, int j);

  /**
   * Returns masks that follow from a key, which would have to be secret in earnest.
   *
   * @param clients number of participants
   */
  static PairMasks of(long seed, Round round, int clients) {
    RandomKey key = RandomKey.of(seed).with("privacy masks").with(round.number());
    RandomStream[][] streams = new RandomStream[clients][clients];
    for (int i = 0; i < clients; i++) {
      for (int j = i + 1; j < clients; j++) {
        streams[i][j] = key.with(i).with(j).stream();
      }
    }
    return (i, j) -> streams[i][j].bits();
  }
}
