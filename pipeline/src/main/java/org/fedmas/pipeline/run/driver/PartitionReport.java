package org.fedmas.pipeline.run.driver;

import java.util.List;
import org.fedmas.contract.ClientId;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.pipeline.workflow.TrainingChecks;
import org.fedmas.pipeline.workflow.Workflow;
import org.fedmas.preprocess.dataset.LesionLeak;
import org.fedmas.results.page.DataWarnings;
import org.fedmas.results.record.Participation;
import org.fedmas.results.score.ClassCoverage;
import org.fedmas.tables.model.NormalisationSharing;
import org.fedmas.tables.partition.PartitionRow;

/**
 * The warnings about a partition: limits of the scores, excluded clients, and lesions on both
 * sides.
 */
record PartitionReport(Settings settings, Workflow workflow, RecordKeeper keeper) {

  /** The number of excluded clients that are named one by one. */
  private static final int MOST_NAMED = 10;

  private static final String NOT_SCORED =
      "not scored, since " + NormalisationSharing.KEY + " gives models to clients that train only";

  /** Warns about everything that a reader of the scores has to know. */
  void write(List<PartitionRow> rows) {
    Participation participation = Participation.of(rows, workflow.clients().size());
    ClassCoverage.of(workflow.classes(), rows)
        .caveats(settings.evaluation().selection())
        .forEach(caveat -> keeper.warn(caveat.text()));
    if (!settings.isPooled()) {
      reportExcludedClients(participation);
    }
    settings
        .pretraining()
        .filter(chosen -> chosen.images().federated())
        .ifPresent(chosen -> reportUnpretrained(participation, chosen.fewestImages()));
    reportLesionLeak(rows);
  }

  private void reportUnpretrained(Participation participation, int fewest) {
    List<Integer> left =
        participation.excluded(fewest).stream().limit(MOST_NAMED).map(ClientId::number).toList();
    if (!left.isEmpty()) {
      keeper.warn(
          "clients %s have fewer than %s training images and are left out of pretraining"
              .formatted(left, fewest));
    }
  }

  private void reportExcludedClients(Participation participation) {
    int fewest = TrainingChecks.fewest(settings.training().local());
    List<ClientId> excluded = participation.excluded(fewest);
    if (excluded.size() > MOST_NAMED) {
      List<Integer> first = excluded.stream().limit(MOST_NAMED).map(ClientId::number).toList();
      keeper.warn(
          "%s of %s clients have fewer than %s training images and are %s; the first are %s"
              .formatted(
                  excluded.size(), workflow.clients().size(), fewest, excluded("their"), first));
      return;
    }
    for (ClientId client : excluded) {
      keeper.warn(
          "client %s has fewer than %s training images and is %s"
              .formatted(client.number(), fewest, excluded("its")));
    }
  }

  private String excluded(String whose) {
    boolean isScored = !settings.training().normalisation().keepsEntries();
    return "excluded from training (weight 0); "
        + whose
        + " images are "
        + (isScored ? "still used in evaluation" : NOT_SCORED);
  }

  private void reportLesionLeak(List<PartitionRow> rows) {
    LesionLeak leak = workflow.leak(rows);
    if (leak.lesions() > 0) {
      keeper.warn(leak + ", so test scores are optimistic; " + DataWarnings.LEAK);
    }
  }
}
