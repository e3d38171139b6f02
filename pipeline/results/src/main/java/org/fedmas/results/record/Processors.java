package org.fedmas.results.record;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The kinds of processor on which a run's starts computed, in the order of their first work, as its
 * record holds them: {@link RunRecord#PROCESSOR}. Kinds of one instruction set share recipes and
 * may still differ in last bits, so whoever compares runs has to know.
 */
public record Processors(List<String> names) {

  private static final String BETWEEN = "; ";

  /** Those that an environment names. */
  public static Processors in(Map<String, String> environment) {
    String names = environment.getOrDefault(RunRecord.PROCESSOR, "");
    return new Processors(names.isEmpty() ? List.of() : List.of(names.split(BETWEEN, -1)));
  }

  /** These and the others, each once. */
  public Processors and(Processors others) {
    Set<String> all = new LinkedHashSet<>(names);
    all.addAll(others.names);
    return new Processors(List.copyOf(all));
  }

  /** Returns an environment that names these instead of its own; none where there are none. */
  public Map<String, String> into(Map<String, String> environment) {
    Map<String, String> facts = new TreeMap<>(environment);
    facts.remove(RunRecord.PROCESSOR);
    if (!names.isEmpty()) {
      facts.put(RunRecord.PROCESSOR, listed());
    }
    return facts;
  }

  /** What to tell of more than one kind. */
  public Optional<String> warning() {
    return names.size() < 2
        ? Optional.empty()
        : Optional.of(
            "this run was computed on more than one kind of processor ("
                + listed()
                + "): they may round differently, so that another run of the same configuration"
                + " may differ from this one in its last bits; what is there stays valid");
  }

  private String listed() {
    return String.join(BETWEEN, names);
  }
}
