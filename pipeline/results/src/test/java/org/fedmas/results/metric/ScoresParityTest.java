package org.fedmas.results.metric;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same cases for the parity run, against whatever golden folder it is given. */
@Tag("parity")
class ScoresParityTest {

  @Test
  void agreeWithEveryGoldenCase() {
    GoldenScores.check();
  }
}
