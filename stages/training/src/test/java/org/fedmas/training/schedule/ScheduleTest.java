package org.fedmas.training.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.fedmas.contract.Round;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Test
  void constantNeverChanges() {
    assertThat(new Constant().rate(0.1, new Round(77), 0)).isEqualTo(0.1);
    assertThat(new Constant().usesRounds()).isFalse();
  }

  @Test
  void cosineFallsToItsMinimumInTheLastRound() {
    Cosine cosine = new Cosine(1e-4);
    for (int rounds : new int[] {1, 2, 3, 10, 100}) {
      double before = 3e-4;
      for (int number = 1; number <= rounds; number++) {
        double rate = cosine.rate(3e-4, new Round(number), rounds);
        assertThat(rate).isBetween(1e-4, before);
        before = rate;
      }
      assertThat(before).isCloseTo(1e-4, within(1e-18));
    }
    assertThat(cosine.usesRounds()).isTrue();
  }

  @Test
  void cosineIsHalfWayInTheMiddle() {
    // rounds are numbered from 1, so round 50 of 100 is where π/2 lies
    assertThat(new Cosine(1e-4).rate(3e-4, new Round(50), 100)).isCloseTo(2e-4, within(1e-18));
  }

  @Test
  void stepsTakeATenthFromEachListedRoundOn() {
    Steps steps = new Steps(List.of(3, 5));
    assertThat(rate(steps, 1)).isEqualTo(1);
    assertThat(rate(steps, 2)).isEqualTo(1);
    assertThat(rate(steps, 3)).isEqualTo(0.1);
    assertThat(rate(steps, 4)).isEqualTo(0.1);
    assertThat(rate(steps, 5)).isCloseTo(0.01, within(1e-15));
    assertThat(rate(steps, 900)).isCloseTo(0.01, within(1e-15));
    assertThat(steps.usesRounds()).isFalse();
  }

  private static double rate(Schedule schedule, int round) {
    return schedule.rate(1, new Round(round), 0);
  }
}
