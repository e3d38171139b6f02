package org.fedmas.pipeline.run.driver;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fedmas.contract.Round;
import org.fedmas.contract.UnitKey;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;
import org.fedmas.pipeline.workflow.plan.Planner;
import org.fedmas.pipeline.workflow.plan.UnitState;
import org.fedmas.store.retention.BestRounds;
import org.fedmas.store.retention.HeldArtifact;
import org.fedmas.store.retention.LateReaders;
import org.fedmas.store.retention.PayloadRelease;
import org.fedmas.store.retention.ReleasedPayload;
import org.fedmas.store.retention.Retention;

/**
 * Deletion of payloads of past rounds during a run, so that the disk does not grow with the rounds.
 * {@link Retention} decides about them. Artifacts without rounds stay for {@code fedmas gc}.
 */
record RoundRetention(
    Retention retention,
    LateReaders late,
    Planner planner,
    BestSoFar bestSoFar,
    PayloadRelease release) {

  /** A source of the best rounds of a run in progress. */
  interface BestSoFar {

    /** Returns the best of the rounds up to this one; empty until all are evaluated. */
    Optional<BestRounds> until(Round round) throws IOException;
  }

  RoundRetention(Settings settings, Planner planner, BestSoFar bestSoFar, PayloadRelease release) {
    this(settings.run().retention(), late(settings), planner, bestSoFar, release);
  }

  private static LateReaders late(Settings settings) {
    boolean personal = settings.evaluation().personal();
    return new LateReaders(
        personal,
        personal && settings.model().network().hasPersonalHead(),
        settings.keepsEntries());
  }

  /** Releases the payloads that are spent once this round is evaluated. */
  void after(Round round) throws IOException {
    if (retention.keepsAll()) {
      return;
    }
    Optional<BestRounds> best = bestSoFar.until(round);
    if (best.isPresent()) {
      List<ReleasedPayload> spent = spent(planner.all(), best.get());
      if (!spent.isEmpty()) {
        release.release(spent);
        spent.forEach(
            payload -> planner.unit(payload.artifact().unit()).ifPresent(planner::refresh));
      }
    }
  }

  /** Returns the payloads of these units that are spent, in order. */
  List<ReleasedPayload> spent(List<PlannedUnit> units, BestRounds best) {
    Set<UnitKey> read = new HashSet<>();
    Set<UnitKey> released = new HashSet<>();
    List<HeldArtifact> held = new ArrayList<>();
    for (PlannedUnit unit : units) {
      UnitKey key = unit.unit().key();
      if (unit.state().isThere()) {
        held.add(new HeldArtifact(key, unit.requireRef()));
      } else {
        unit.unit().inputs().values().forEach(read::addAll);
      }
      if (unit.state() == UnitState.RELEASED) {
        released.add(key);
      }
    }
    return retention.spent(held, read, best, late).stream()
        .filter(payload -> !released.contains(payload.artifact().unit()))
        .toList();
  }
}
