package org.fedmas.results.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AxisTest {

  @Test
  void ticksAreRoundNumbersOnTheAxis() {
    assertThat(new Axis(0, 1, 0, 100, false).ticks())
        .extracting(Axis.Tick::text)
        .containsExactly("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
    assertThat(new Axis(1, 40, 0, 100, true).ticks())
        .extracting(Axis.Tick::text)
        .containsExactly("10", "20", "30", "40");
  }

  @Test
  void fewRoundsAreWholeNumbers() {
    assertThat(new Axis(1, 3, 0, 100, true).ticks())
        .extracting(Axis.Tick::text)
        .containsExactly("1", "2", "3");
  }

  @Test
  void valuesLieBetweenBothEnds() {
    double[] ends = Axis.around(0.31, 0.68);

    assertThat(ends[0]).isEqualTo(0.3, within(1e-12));
    assertThat(ends[1]).isEqualTo(0.7, within(1e-12));
  }

  @Test
  void oneValueAloneHasAnAxis() {
    double[] ends = Axis.around(0.5, 0.5);

    assertThat(ends[0]).isLessThanOrEqualTo(0.5);
    assertThat(ends[1]).isGreaterThan(ends[0]);
  }

  @Test
  void placesAreProportional() {
    assertThat(new Axis(0, 10, 200, 100, false).place(2.5)).isEqualTo(175);
  }
}
