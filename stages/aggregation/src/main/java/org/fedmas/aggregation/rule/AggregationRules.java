package org.fedmas.aggregation.rule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.fedmas.contract.config.NearestName;
import org.fedmas.contract.error.ConfigException;

/** All aggregation rules by their names in a configuration. */
public final class AggregationRules {

  private static final Map<String, IntFunction<AggregationRule>> BY_NAME = byName();

  private AggregationRules() {}

  private static Map<String, IntFunction<AggregationRule>> byName() {
    Map<String, IntFunction<AggregationRule>> rules = new LinkedHashMap<>();
    rules.put(Average.NAME, rounds -> new Average());
    rules.put(Mas.NAME, rounds -> new Mas());
    rules.put(MasInverse.NAME, rounds -> new MasInverse());
    rules.put(MasDeferred.NAME, MasDeferred::new);
    return Collections.unmodifiableMap(rules);
  }

  /** Returns all known names. */
  public static List<String> names() {
    return List.copyOf(BY_NAME.keySet());
  }

  /**
   * Returns the rule of that name.
   *
   * @param rounds R, the number of rounds of the run; only {@code mas-drw} depends on it
   * @throws ConfigException if no rule has that name; the message lists the known names and the
   *     nearest
   */
  public static AggregationRule named(String name, int rounds) {
    IntFunction<AggregationRule> rule = BY_NAME.get(name);
    if (rule == null) {
      String hint =
          NearestName.nearest(name, BY_NAME.keySet())
              .map(near -> "; did you mean " + near + "?")
              .orElse("");
      throw new ConfigException(
          "aggregation.rule: found %s, expected one of %s%s"
              .formatted(name, String.join(", ", BY_NAME.keySet()), hint));
    }
    return rule.apply(rounds);
  }
}
