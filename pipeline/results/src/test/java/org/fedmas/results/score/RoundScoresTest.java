package org.fedmas.results.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.fedmas.contract.Round;
import org.fedmas.results.report.Selection;
import org.fedmas.results.score.RoundScores.RoundScore;
import org.junit.jupiter.api.Test;

class RoundScoresTest {

  private static final RoundScores.Scoring FIRST_IS_BEST =
      round -> Optional.of(new RoundScore(round, "validation", 1.0 / round.number()));

  @Test
  void theBestRoundIsSelected() throws Exception {
    assertThat(RoundScores.best(3, Selection.VALIDATION, FIRST_IS_BEST)).contains(new Round(1));
  }

  @Test
  void theLastRoundIsSelectedWhereThatIsConfigured() throws Exception {
    assertThat(RoundScores.best(3, Selection.LAST, FIRST_IS_BEST)).contains(new Round(3));
  }

  @Test
  void noRoundIsSelectedBeforeAllHaveScores() throws Exception {
    for (Selection selection : Selection.values()) {
      assertThat(
              RoundScores.best(
                  2,
                  selection,
                  round -> round.number() == 1 ? FIRST_IS_BEST.of(round) : Optional.empty()))
          .isEmpty();
    }
  }

  @Test
  void theLineOfAScoreHasItsClasses() {
    assertThat(new RoundScore(new Round(2), "validation", 0.5).text("7 of 8 classes"))
        .isEqualTo("round 2: validation balanced accuracy 0.5000 over 7 of 8 classes");
    assertThat(new RoundScore(new Round(2), "validation", null).text("0 of 8 classes"))
        .isEqualTo("round 2: validation balanced accuracy –");
  }
}
