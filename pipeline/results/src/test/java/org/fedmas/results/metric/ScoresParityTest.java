package org.fedmas.results.metric;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The golden cases of {@code make parity}, from the folder that it is given. */
@Tag("parity")
class ScoresParityTest {

  @Test
  void agreeWithEveryGoldenCase() {
    GoldenScores.check();
  }
}
