package org.fedmas.pipeline.housekeeping;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.results.record.RunFolder;
import org.fedmas.store.Manifest;
import org.jspecify.annotations.Nullable;

/** Finds the artifacts that somebody means by a file, a fingerprint or a unit's name. */
public final class LineageTarget {

  private static final String SELECTED = "evaluation/client-\\d+/test";

  private LineageTarget() {}

  /**
   * Returns the artifacts.
   *
   * @param target a file or folder of the store, or of a run; {@code [kind/]fingerprint}, of which
   *     eight digits are enough; or with a run the name of a unit
   * @param run null if none is given
   * @throws MissingInputException if it means nothing here
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
          target
              + ": neither a file of an artifact or run in "
              + lineage.store().root()
              + ", nor the fingerprint of an artifact"
              + (run == null ? ", nor (without --run) a unit" : ", nor a unit of run " + run));
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
    String second = inside.getName(1).toString();
    if (inside.startsWith(root.relativize(RunFolder.runs(root)))) {
      // what a run's folder holds is rendered from the selected model's predictions
      return lineage.run(second).entrySet().stream()
          .filter(unit -> unit.getKey().matches(SELECTED))
          .map(Map.Entry::getValue)
          .toList();
    }
    return second.matches("[0-9a-f]{64}") ? lineage.fingerprint(second) : List.of();
  }
}
