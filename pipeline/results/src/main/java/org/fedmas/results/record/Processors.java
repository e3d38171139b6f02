package org.fedmas.results.record;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The CPU types that computed a run, in the order of their first work, as the run's record holds
 * them ({@link RunRecord#PROCESSOR}). Two types with one instruction set share recipes, but may
 * differ in the last bits of a result.
 */
public record Processors(List<String> names) {

  private static final String BETWEEN = "; ";

  /** Returns the CPU types that an environment names. */
  public static Processors in(Map<String, String> environment) {
    String names = environment.getOrDefault(RunRecord.PROCESSOR, "");
    return new Processors(names.isEmpty() ? List.of() : List.of(names.split(BETWEEN, -1)));
  }

  /** Returns these CPU types and the others, each once. */
  public Processors and(Processors others) {
    Set<String> all = new LinkedHashSet<>(names);
    all.addAll(others.names);
    return new Processors(List.copyOf(all));
  }

  /** Returns a copy of an environment that names these CPU types instead of its own. */
  public Map<String, String> into(Map<String, String> environment) {
    Map<String, String> facts = new TreeMap<>(environment);
    facts.remove(RunRecord.PROCESSOR);
    if (!names.isEmpty()) {
      facts.put(RunRecord.PROCESSOR, listed());
    }
    return facts;
  }

  /** Returns the warning about more than one CPU type; empty for one. */
  public Optional<String> warning() {
    return names.size() < 2
        ? Optional.empty()
        : Optional.of(
            """
            this run used several CPU types (%s), which may round differently; results are valid \
            but may not reproduce bit for bit"""
                .formatted(listed()));
  }

  private String listed() {
    return String.join(BETWEEN, names);
  }
}
