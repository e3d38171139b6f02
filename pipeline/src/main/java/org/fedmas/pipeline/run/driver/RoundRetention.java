package org.fedmas.pipeline.run.driver;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.contract.UnitKey;
import org.fedmas.pipeline.run.score.RoundScores;
import org.fedmas.pipeline.workflow.Retention;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.pipeline.workflow.Workflow;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;
import org.fedmas.pipeline.workflow.plan.Planner;
import org.fedmas.pipeline.workflow.plan.UnitState;

/**
 * Gives up, while a run lasts, what its keys {@code keep.*} do not keep of past rounds and no later
 * unit of it reads, so that the disk does not grow with the rounds. What has no rounds (pixels,
 * features) is read to the end and stays for {@code fedmas gc}.
 */
final class RoundRetention {

  private final Settings settings;
  private final Retention retention;
  private final Planner planner;
  private final RoundScores scores;
  private final PayloadRelease release;

  RoundRetention(Settings settings, Planner planner, RoundScores scores, PayloadRelease release) {
    this.settings = settings;
    this.retention = settings.run().retention();
    this.planner = planner;
    this.scores = scores;
    this.release = release;
  }

  /** Gives up what is spent once this round is evaluated. */
  void after(Round round, Workflow workflow) throws IOException {
    if (retention.keepsAll()) {
      return;
    }
    Optional<Round> best = RoundScores.best(round.number(), r -> scores.of(r, workflow));
    if (best.isPresent()) {
      List<PlannedUnit> spent = spent(planner.all(), best.get().number());
      if (!spent.isEmpty()) {
        release.release(spent.stream().map(PlannedUnit::requireRef).toList());
        spent.forEach(planner::refresh);
      }
    }
  }

  /**
   * What may go of these units: all that read it are there, and it is none that a unit not planned
   * yet may still read: a client's newest update, the newest global model and the best one.
   */
  List<PlannedUnit> spent(List<PlannedUnit> units, int best) {
    Set<UnitKey> wanted = new HashSet<>();
    Map<ArtifactKind, Integer> latest = new HashMap<>();
    Map<ClientId, Integer> newest = new HashMap<>();
    for (PlannedUnit unit : units) {
      if (!unit.state().isThere()) {
        unit.unit().inputs().values().forEach(wanted::addAll);
      } else if (Retention.hasRounds(unit.kind())) {
        latest.merge(unit.kind(), number(unit), Math::max);
        ClientId client = unit.unit().key().client();
        if (client != null) {
          newest.merge(client, number(unit), Math::max);
        }
      }
    }
    List<PlannedUnit> spent = new ArrayList<>();
    for (PlannedUnit unit : units) {
      UnitKey key = unit.unit().key();
      if (unit.state() == UnitState.PRESENT
          && Retention.hasRounds(unit.kind())
          && !wanted.contains(key)) {
        int last = latest.getOrDefault(unit.kind(), 0);
        ClientId client = key.client();
        boolean maybeRead =
            client == null
                ? number(unit) == last || number(unit) == best
                : settings.evaluation().personal()
                    || number(unit) == newest.getOrDefault(client, 0);
        if (!maybeRead && !retention.of(unit.kind()).keeps(number(unit), last, best)) {
          spent.add(unit);
        }
      }
    }
    return spent;
  }

  private static int number(PlannedUnit unit) {
    Round round = unit.unit().key().round();
    return round == null ? 0 : round.number();
  }
}
