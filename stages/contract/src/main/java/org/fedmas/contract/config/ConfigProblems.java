package org.fedmas.contract.config;

import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.error.ConfigException;

/**
 * Collects everything that is wrong with a configuration, so that all of it is reported at once.
 */
public final class ConfigProblems {

  private final List<String> problems = new ArrayList<>();

  /** Notes one problem: where, what was found, what was expected, what to do. */
  public void add(String problem) {
    problems.add(problem);
  }

  /** What was noted so far, in order. */
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
