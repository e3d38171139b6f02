package org.fedmas.pipeline.experiment;

import java.nio.file.Path;
import java.util.List;
import org.fedmas.results.record.RunRecord;

/** A run's record without paths of the machine that computed it, for copies that are published. */
final class PortableRecord {

  private PortableRecord() {}

  static RunRecord of(RunRecord record) {
    return new RunRecord(
        record.format(),
        record.run(),
        last(record.configFile()),
        last(record.data()),
        record.config(),
        record.environment(),
        record.started(),
        record.finished(),
        record.seconds(),
        record.unitsRun(),
        record.unitsReused(),
        warnings(record.warnings()),
        record.roundSeconds(),
        record.units());
  }

  private static String last(String path) {
    return String.valueOf(Path.of(path).getFileName());
  }

  /** Returns the warnings with the last name of each absolute path. */
  private static List<String> warnings(List<String> warnings) {
    return warnings.stream()
        .map(text -> text.replaceAll("(?<![\\p{L}\\p{N}.:/])/(?:[^\\s/,;:()]+/)+", ""))
        .toList();
  }
}
