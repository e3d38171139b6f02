package org.fedmas.pipeline.workflow;

import java.util.Arrays;
import java.util.List;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.random.RandomKey;

/**
 * The draw of the participants that train in a round ({@code clients.fraction}), without
 * replacement: the nearest whole number to fraction times participants, at least one. The draw
 * depends only on the seed, the round and the list of participants.
 *
 * @param fraction share of the participants, above 0, at most 1
 * @param seed of the run
 */
public record ClientSampling(double fraction, long seed) {

  static final String KEY = "clients.fraction";

  static ClientSampling read(ConfigReader reader, long seed) {
    double fraction = reader.number(KEY, 1, 0, 1);
    if (fraction == 0) {
      reader.problem(KEY, "a number greater than 0");
    }
    return new ClientSampling(fraction, seed);
  }

  /** Returns the number of clients that are drawn for a round. */
  public int count(int participants) {
    return (int) Math.max(1, Math.round(fraction * participants));
  }

  /** Returns the drawn clients, in the order of the participants. */
  List<ClientId> drawn(List<ClientId> participants, Round round) {
    int count = count(participants.size());
    if (count >= participants.size()) {
      return participants;
    }
    RandomKey key = RandomKey.of(seed).with("clients of a round").with(round.number());
    int[] order = key.stream().permutation(participants.size());
    return Arrays.stream(order, 0, count).sorted().mapToObj(participants::get).toList();
  }
}
