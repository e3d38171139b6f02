package org.fedmas.evaluation.score;

import org.junit.jupiter.api.Test;

class ScoresGoldenTest {

  @Test
  void agreeWithEveryGoldenCase() {
    GoldenScores.check();
  }
}
