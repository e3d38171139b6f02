package org.fedmas.aggregation.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.fedmas.contract.error.ConfigException;
import org.junit.jupiter.api.Test;

class AggregationRulesTest {

  @Test
  void everyNameGivesTheRuleOfThatName() {
    assertThat(AggregationRules.names()).containsExactly("avg", "mas", "mas-inv", "mas-drw");
    for (String name : AggregationRules.names()) {
      assertThat(AggregationRules.named(name, 7).name()).isEqualTo(name);
    }
    assertThat(AggregationRules.named("mas-drw", 7)).isEqualTo(new MasDeferred(7));
  }

  @Test
  void onlyAverageNeedsNoMeasurements() {
    for (String name : AggregationRules.names()) {
      assertThat(AggregationRules.named(name, 7).needsMeasurements())
          .isEqualTo(!name.equals("avg"));
    }
  }

  @Test
  void anUnknownNameListsKnownNamesAndTheNearest() {
    assertThatThrownBy(() -> AggregationRules.named("mas_inv", 7))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "aggregation.rule: found mas_inv, expected one of avg, mas, mas-inv, mas-drw;"
                + " did you mean mas-inv?");
    assertThatThrownBy(() -> AggregationRules.named("median", 7))
        .isInstanceOf(ConfigException.class)
        .hasMessageEndingWith("mas-drw");
  }

  @Test
  void rejectsARunWithoutRounds() {
    assertThatThrownBy(() -> new MasDeferred(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
