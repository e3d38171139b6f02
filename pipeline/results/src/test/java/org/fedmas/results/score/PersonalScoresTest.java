package org.fedmas.results.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.Round;
import org.fedmas.results.score.RoundScores.RoundScore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PersonalScoresTest {

  @Test
  void theBestRoundIsTakenTheEarliestOfEquals() {
    assertThat(best(0.1, 0.4, 0.3, 0.4)).isEqualTo(2);
    assertThat(best(0.0, 0.0)).isEqualTo(1);
  }

  @Test
  void roundsThatCouldNotBeScoredAreNeverTheBest() {
    assertThat(best(null, 0.2, null)).isEqualTo(2);
    assertThat(best(null, 0.0, null)).isEqualTo(2);
  }

  @Test
  void withoutAnyScoreTheLastRoundThatTheClientTookPartInStands() {
    assertThat(best(null, null, null)).isEqualTo(3);
    assertThat(
            PersonalScores.best(
                List.of(
                    new RoundScore(new Round(2), "test", null),
                    new RoundScore(new Round(7), "test", null))))
        .isEqualTo(new Round(7));
  }

  private static int best(@Nullable Double... scores) {
    List<RoundScore> candidates = new ArrayList<>();
    for (Double score : scores) {
      candidates.add(new RoundScore(new Round(candidates.size() + 1), "test", score));
    }
    return PersonalScores.best(candidates).number();
  }
}
