package org.fedmas.aggregation.rule;

import java.util.List;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.ConfigSource;

/** Aggregation rules of tests, read as a user's are. */
final class TestRules {

  private TestRules() {}

  static List<String> ids() {
    return AggregationRule.choice().ids();
  }

  static AggregationRule named(String id, int rounds) {
    ConfigSource source = ConfigSource.yaml("test", "", new ConfigProblems());
    source.set("aggregation.rule=" + id).set("rounds=" + rounds);
    ConfigReader reader = ConfigReader.of(source);
    return AggregationRule.choice().read(reader).configured(reader);
  }
}
