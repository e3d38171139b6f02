package org.fedmas.pipeline.cli;

import java.nio.file.Path;
import java.time.Instant;
import org.fedmas.pipeline.workflow.MethodSummary;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.report.RunFacts;

/** The head of a run's report, taken from its settings and its record. */
final class ReportFacts {

  private ReportFacts() {}

  static RunFacts of(Settings settings, RunFolder place, RunRecord record) {
    return new RunFacts(
        place.name(),
        String.valueOf(Path.of(record.configFile()).getFileName()),
        settings.run().fold(),
        settings.run().seed(),
        MethodSummary.of(settings),
        new RunFacts.Network(
            settings.model().network().backbone().id(), settings.model().weights().id()),
        settings.training().local().aligned()
            ? new RunFacts.Network(
                settings.model().auxiliary().name(),
                MethodSummary.weights(settings.model().auxiliary()))
            : null,
        settings.run().rounds(),
        settings.evaluation().selection(),
        new RunFacts.Machine(
            record.environment().getOrDefault("engine", ""),
            record.environment().getOrDefault("java", ""),
            record.environment().getOrDefault("system", ""),
            settings.run().engine().device().id(),
            settings.run().engine().threads()),
        new RunFacts.Timing(
            Instant.parse(record.started()),
            record.finished() == null ? null : Instant.parse(record.finished()),
            record.seconds()),
        new RunFacts.Units(record.unitsRun(), record.unitsReused()),
        record.warnings());
  }
}
