package org.fedmas.pipeline.housekeeping;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunNames;
import org.fedmas.store.Manifest;
import org.jspecify.annotations.Nullable;

/** A search for artifacts by a file, a fingerprint or a unit's name. */
public final class LineageTarget {

  private static final String SELECTED = "evaluation/client-\\d+/test(-everywhere)?";

  private LineageTarget() {}

  /**
   * Returns the artifacts that a target names.
   *
   * @param target a file or folder of the store or of a run; {@code [kind/]fingerprint} with at
   *     least eight digits; or the name of a unit of the run
   * @param run the run's name; null if units are not searched
   * @throws MissingInputException if the target is unknown
   */
  public static List<Manifest> find(Lineage lineage, String target, @Nullable String run) {
    if (run != null) {
      Manifest unit = lineage.run(run).get(target);
      if (unit != null) {
        return List.of(unit);
      }
    }
    String digits = target.substring(target.lastIndexOf('/') + 1).replace("sha256:", "");
    if (digits.matches("[0-9a-f]{8,64}")) {
      List<Manifest> found = lineage.fingerprint(digits);
      if (!found.isEmpty()) {
        return found;
      }
    }
    List<Manifest> found = ofFile(lineage, Path.of(target).toAbsolutePath().normalize());
    if (found.isEmpty()) {
      throw new MissingInputException(
          "%s: expected a file of an artifact or run in %s, a fingerprint, or %s"
              .formatted(
                  target,
                  lineage.store().root(),
                  run == null ? "(with --run) a unit" : "a unit of run " + run));
    }
    return found;
  }

  private static List<Manifest> ofFile(Lineage lineage, Path file) {
    Path root = lineage.store().root().toAbsolutePath().normalize();
    if (!file.startsWith(root) || !Files.exists(file)) {
      return List.of();
    }
    Path inside = root.relativize(file);
    if (inside.getNameCount() < 2) {
      return List.of();
    }
    Path runs = RunFolder.runs(root);
    if (file.startsWith(runs)) {
      // the files of a run are computed from the predictions of selected models
      return lineage.run(RunNames.of(root, runs.relativize(file))).entrySet().stream()
          .filter(unit -> unit.getKey().matches(SELECTED))
          .map(Map.Entry::getValue)
          .toList();
    }
    String second = inside.getName(1).toString();
    return second.matches("[0-9a-f]{64}") ? lineage.fingerprint(second) : List.of();
  }
}
