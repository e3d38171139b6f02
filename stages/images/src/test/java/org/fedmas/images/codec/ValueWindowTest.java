package org.fedmas.images.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ValueWindowTest {

  @Test
  void twoNumbersAreAWindow() {
    assertThat(ValueWindow.parse("0..4095")).contains(new ValueWindow(0, 4095));
    assertThat(ValueWindow.parse("-1024 .. 3071")).contains(new ValueWindow(-1024, 3071));
    assertThat(ValueWindow.parse("-.5..0.25")).contains(new ValueWindow(-0.5, 0.25));
    assertThat(ValueWindow.parse("1...5")).isEmpty();
  }

  @Test
  void otherTextsAreNone() {
    for (String text : new String[] {"", "5", "5..", "..5", "5..5", "9..5", "a..b", "1e9..2e9"}) {
      assertThat(ValueWindow.parse(text)).as(text).isEmpty();
    }
  }

  @Test
  void theEndsBecomeBlackAndWhite() {
    GreyScale scale = GreyScale.of(new ValueWindow(100, 355));
    assertThat(scale.level(-1e300)).isZero();
    assertThat(scale.level(100)).isZero();
    assertThat(scale.level(227)).isEqualTo(127);
    assertThat(scale.level(355)).isEqualTo(255);
    assertThat(scale.level(Double.POSITIVE_INFINITY)).isEqualTo(255);
    assertThat(scale.level(Double.NaN)).isZero();
  }

  @Test
  void depthKeepsTheHighestBits() {
    assertThat(GreyScale.ofDepth(16, false).level(0x12FF)).isEqualTo(0x12);
    assertThat(GreyScale.ofDepth(32, false).level(0xFFFFFFFFL)).isEqualTo(255);
    assertThat(GreyScale.ofDepth(12, true).level(-2048)).isZero();
    assertThat(GreyScale.ofDepth(12, true).level(0)).isEqualTo(128);
  }
}
