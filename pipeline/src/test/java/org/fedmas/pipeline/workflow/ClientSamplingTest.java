package org.fedmas.pipeline.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.junit.jupiter.api.Test;

class ClientSamplingTest {

  /** Client 2 has too few images to take part. */
  private static final List<ClientId> PARTICIPANTS = clients(0, 1, 3, 4, 5, 6, 7);

  @Test
  void everybodyTrainsWhereNothingElseIsAskedFor() {
    for (int round = 1; round <= 20; round++) {
      assertThat(new ClientSampling(1, 0).drawn(PARTICIPANTS, new Round(round)))
          .isEqualTo(PARTICIPANTS);
    }
  }

  @Test
  void theFractionIsDrawnAtLeastOneAndNoneTwice() {
    for (double fraction : new double[] {1e-9, 0.1, 0.2, 0.3, 0.33, 0.5, 0.7, 0.9, 0.999}) {
      for (int round = 1; round <= 20; round++) {
        List<ClientId> drawn =
            new ClientSampling(fraction, 4).drawn(PARTICIPANTS, new Round(round));
        assertThat(drawn).hasSize((int) Math.max(1, Math.round(7 * fraction)));
        assertThat(drawn).doesNotHaveDuplicates().isSorted().isSubsetOf(PARTICIPANTS);
      }
    }
  }

  @Test
  void theDrawIsAFunctionOfSeedAndRound() {
    ClientSampling sampling = new ClientSampling(0.5, 4);
    Set<List<ClientId>> draws = new LinkedHashSet<>();
    Set<List<ClientId>> otherSeeds = new LinkedHashSet<>();
    for (int number = 1; number <= 30; number++) {
      Round round = new Round(number);
      assertThat(new ClientSampling(0.5, 4).drawn(PARTICIPANTS, round))
          .isEqualTo(sampling.drawn(PARTICIPANTS, round));
      draws.add(sampling.drawn(PARTICIPANTS, round));
      otherSeeds.add(new ClientSampling(0.5, number).drawn(PARTICIPANTS, new Round(1)));
    }
    assertThat(draws.size()).isGreaterThan(5);
    assertThat(otherSeeds.size()).isGreaterThan(5);
  }

  @Test
  void everyParticipantIsDrawnAboutAsOften() {
    ClientSampling sampling = new ClientSampling(0.4, 4);
    Map<ClientId, Integer> often = new HashMap<>();
    int rounds = 2000;
    for (int round = 1; round <= rounds; round++) {
      sampling.drawn(PARTICIPANTS, new Round(round)).forEach(c -> often.merge(c, 1, Integer::sum));
    }
    double share = 3.0 / 7;
    double deviation = Math.sqrt(rounds * share * (1 - share));
    for (ClientId client : PARTICIPANTS) {
      assertThat((double) often.get(client)).isCloseTo(rounds * share, within(6 * deviation));
    }
  }

  @Test
  void thePreviousRoundOfAClientIsTheLastOneThatItWasDrawnIn() {
    DrawnClients drawn = new DrawnClients(new ClientSampling(0.3, 9), PARTICIPANTS);
    for (ClientId client : PARTICIPANTS) {
      Optional<Round> last = Optional.empty();
      for (int number = 1; number <= 40; number++) {
        Round round = new Round(number);
        assertThat(drawn.before(round, client)).isEqualTo(last);
        if (drawn.in(round).contains(client)) {
          last = Optional.of(round);
        }
      }
      assertThat(last).isPresent();
    }
  }

  private static List<ClientId> clients(int... numbers) {
    return IntStream.of(numbers).mapToObj(ClientId::new).toList();
  }
}
