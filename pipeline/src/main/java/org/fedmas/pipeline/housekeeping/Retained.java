package org.fedmas.pipeline.housekeeping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.pipeline.run.score.RunResults;
import org.fedmas.pipeline.workflow.Retention;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.report.RunMetrics;

/** Of which artifacts a finished run keeps the payload, as its own keys {@code keep.*} say. */
final class Retained {

  private static final Pattern ROUND = Pattern.compile("/round-(\\d+)");

  private Retained() {}

  /** Returns the artifacts whose payload that run gives up; none as long as it is not finished. */
  static Set<ArtifactRef> givenUp(RunRecord record, Path runFolder) throws IOException {
    Set<ArtifactRef> givenUp = new HashSet<>();
    Retention retention = Retention.read(ConfigReader.of(Config.of(record.config())));
    if (record.finished() == null || retention.keepsAll()) {
      return givenUp;
    }
    int selected = selected(runFolder);
    Map<ArtifactKind, Integer> latest = new HashMap<>();
    for (RunRecord.Unit unit : record.units()) {
      latest.merge(unit.ref().kind(), round(unit), Math::max);
    }
    for (RunRecord.Unit unit : record.units()) {
      ArtifactKind kind = unit.ref().kind();
      int last = latest.getOrDefault(kind, 0);
      if (!kind.payload().isEmpty() && !retention.of(kind).keeps(round(unit), last, selected)) {
        givenUp.add(unit.ref());
      }
    }
    return givenUp;
  }

  private static int selected(Path runFolder) throws IOException {
    Path file = runFolder.resolve(RunResults.METRICS);
    RunMetrics.Selected selected = Files.exists(file) ? RunMetrics.read(file).selected() : null;
    return selected == null ? -1 : selected.round();
  }

  /** 0 where the unit knows no rounds. */
  private static int round(RunRecord.Unit unit) {
    Matcher round = ROUND.matcher(unit.unit());
    return round.find() ? Integer.parseInt(round.group(1)) : 0;
  }
}
