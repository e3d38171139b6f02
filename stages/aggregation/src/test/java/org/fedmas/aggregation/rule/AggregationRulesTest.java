package org.fedmas.aggregation.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.fedmas.contract.error.ConfigException;
import org.junit.jupiter.api.Test;

class AggregationRulesTest {

  @Test
  void everyNameGivesTheRuleOfThatName() {
    assertThat(TestRules.ids())
        .containsExactly(
            "avg",
            "uniform",
            "fednova",
            "mas",
            "mas-inv",
            "mas-drw",
            "median",
            "trimmed-mean",
            "krum",
            "multi-krum",
            "geometric-median",
            "feddg-ga",
            "fedce");
    for (String name : TestRules.ids()) {
      assertThat(TestRules.named(name, 7).id()).isEqualTo(name);
    }
    assertThat(TestRules.named("mas-drw", 7)).isEqualTo(new MasDeferred(7));
  }

  @Test
  void onlyTheRulesOfFedMasNeedMeasurements() {
    for (String name : TestRules.ids()) {
      assertThat(TestRules.named(name, 7).needsMeasurements()).isEqualTo(name.startsWith("mas"));
    }
  }

  @Test
  void anUnknownNameListsKnownNamesAndTheNearest() {
    assertThatThrownBy(() -> AggregationRule.choice().named("mas_inv"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "aggregation.rule: found mas_inv, expected one of avg, uniform, fednova, mas, mas-inv,"
                + " mas-drw, median, trimmed-mean, krum, multi-krum, geometric-median, feddg-ga, fedce"
                + " (did you mean mas-inv?)");
    assertThatThrownBy(() -> AggregationRule.choice().named("nearest"))
        .isInstanceOf(ConfigException.class)
        .hasMessageEndingWith("fedce");
  }

  @Test
  void rejectsARunWithoutRounds() {
    assertThatThrownBy(() -> new MasDeferred(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
