package org.fedmas.results.metric;

import org.junit.jupiter.api.Test;

class ScoresGoldenTest {

  @Test
  void agreeWithEveryGoldenCase() {
    GoldenScores.check();
  }
}
