package org.fedmas.contract.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fedmas.contract.error.ConfigException;

/** The problems of one configuration, collected so that all are reported at once. */
public final class ConfigProblems {

  /** Each once, although several sections may read the same key. */
  private final Set<String> problems = new LinkedHashSet<>();

  /** Adds one problem: the place, the value found, the value expected and what to do. */
  public void add(String problem) {
    problems.add(problem);
  }

  /** Returns the problems so far, in order. */
  public List<String> all() {
    return List.copyOf(problems);
  }

  /**
   * Ends the reading.
   *
   * @throws ConfigException with every problem, if there is any
   */
  public void throwIfAny() {
    if (!problems.isEmpty()) {
      String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
      throw new ConfigException(
          count + " in the configuration:\n  " + String.join("\n  ", problems));
    }
  }
}
