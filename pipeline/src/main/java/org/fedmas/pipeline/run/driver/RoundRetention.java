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
import org.fedmas.results.score.RoundScores;
import org.fedmas.store.retention.HeldArtifact;
import org.fedmas.store.retention.PayloadRelease;
import org.fedmas.store.retention.Retention;

/**
 * Deletion of payloads of past rounds during a run, so that the disk does not grow with the rounds.
 * {@link Retention} decides about them. Artifacts without rounds stay for {@code fedmas gc}.
 */
record RoundRetention(
    Retention retention,
    boolean personal,
    Planner planner,
    RoundScores scores,
    PayloadRelease release) {

  RoundRetention(Settings settings, Planner planner, RoundScores scores, PayloadRelease release) {
    this(settings.run().retention(), settings.evaluation().personal(), planner, scores, release);
  }

  /** Releases the payloads that are spent once this round is evaluated. */
  void after(Round round) throws IOException {
    if (retention.keepsAll()) {
      return;
    }
    Optional<Round> best = scores.bestOfFirst(round.number());
    if (best.isPresent()) {
      List<HeldArtifact> spent = spent(planner.all(), best.get().number());
      if (!spent.isEmpty()) {
        release.release(spent.stream().map(HeldArtifact::ref).toList());
        spent.forEach(held -> planner.unit(held.unit()).ifPresent(planner::refresh));
      }
    }
  }

  /** Returns the artifacts of these units whose payload is spent, in order. */
  List<HeldArtifact> spent(List<PlannedUnit> units, int best) {
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
    return retention.spent(held, read, best, personal).stream()
        .filter(artifact -> !released.contains(artifact.unit()))
        .toList();
  }
}
