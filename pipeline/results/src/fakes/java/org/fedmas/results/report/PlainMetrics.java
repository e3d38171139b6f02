package org.fedmas.results.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The numbers of a federation that has nothing but rounds and, perhaps, a selected one. */
public final class PlainMetrics {

  private PlainMetrics() {}

  /** Returns numbers without caveats, last round, own models and final state. */
  public static RunMetrics of(
      String run,
      int fold,
      long seed,
      List<String> classes,
      List<RunMetrics.Client> clients,
      List<RunMetrics.RoundMetrics> rounds,
      RunMetrics.@Nullable Selected selected) {
    return new RunMetrics(
        RunMetrics.SCHEMA,
        run,
        fold,
        seed,
        classes,
        clients,
        rounds,
        selected,
        List.of(),
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
