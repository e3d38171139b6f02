package org.fedmas.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many units run at a time where no user says so. */
class ExecutorsTest {

  @ParameterizedTest(name = "{4}")
  @CsvSource({
    "2, 24, 2, 2, one more than there are processors for",
    "16, 128, 2, 9, one more of many",
    "2, 8, 2, 1, two units do not fit in 8 GiB",
    "16, 50, 2, 8, nine units do not fit in 50 GiB",
    "2, 24, 1, 2, a unit of one thread does not wait for itself",
    "2, 4, 1, 2, memory decides over the additional unit alone",
    "1, 24, 2, 1, nothing to share on one processor",
    "2, 24, 4, 2, more threads than processors"
  })
  void unitsAtATime(int processors, long gibibytes, int threads, int units, String why) {
    assertThat(Executors.usual(processors, gibibytes << 30, threads)).as(why).isEqualTo(units);
  }
}
