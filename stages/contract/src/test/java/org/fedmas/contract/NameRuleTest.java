package org.fedmas.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NameRuleTest {

  @Test
  void namesAreComposedAndTrimmed() {
    assertThat(NameRule.normal(" Ke\u0301ratose\u00a0")).isEqualTo("K\u00e9ratose");
    assertThat(NameRule.normal("\u200bNV\ufeff\t")).isEqualTo("NV");
    assertThat(NameRule.normal("basal cell")).isEqualTo("basal cell");
  }

  @Test
  void replacedBytesAreNotAName() {
    assertThat(NameRule.isDecoded("\u6076\u6027")).isTrue();
    assertThat(NameRule.isDecoded("a\ufffd")).isFalse();
  }

  @Test
  void namesThatPeopleConfuseHaveOneLikeness() {
    alike("mel", "MEL");
    alike("NV", "NV ");
    alike("basal cell", "Basal\u00a0 Cell");
    alike("Kératose", "Ke\u0301ratose");
    alike("MEL", "\uff2d\uff25\uff2c");
    alike("STRASSE", "straße");
    alike("1", "1.0");
    alike("01", "1");
    alike("0", "-0.0");
  }

  @Test
  void otherNamesDiffer() {
    assertThat(NameRule.likeness("site 1 1")).isNotEqualTo(NameRule.likeness("site 11"));
    assertThat(NameRule.likeness("a-b")).isNotEqualTo(NameRule.likeness("a_b"));
    assertThat(NameRule.likeness("10")).isNotEqualTo(NameRule.likeness("1"));
  }

  @Test
  void whatLooksAlikeIsShownEscaped() {
    assertThat(NameRule.shown("MEL")).isEqualTo("MEL");
    assertThat(NameRule.shown("K\u00e9ratose")).isEqualTo("K\u00e9ratose");
    assertThat(NameRule.shown("NV ")).isEqualTo("\"NV \"");
    assertThat(NameRule.shown("Ke\u0301ratose")).isEqualTo("\"Ke\\u0301ratose\"");
    assertThat(NameRule.shown("NV\u00a0")).isEqualTo("\"NV\\u00a0\"");
  }

  @Test
  void numbersAreReadInAnyForm() {
    assertThat(NameRule.number("1e2"))
        .hasValueSatisfying(n -> assertThat(n).isEqualByComparingTo("100"));
    assertThat(NameRule.number(".5")).isPresent();
    assertThat(NameRule.number("12345678901234567890")).isPresent();
    assertThat(NameRule.number("1.2.3")).isEmpty();
    assertThat(NameRule.number("1e9999")).isEmpty();
  }

  private static void alike(String one, String other) {
    assertThat(NameRule.likeness(one)).isEqualTo(NameRule.likeness(other));
  }
}
