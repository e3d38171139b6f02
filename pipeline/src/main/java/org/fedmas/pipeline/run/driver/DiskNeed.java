package org.fedmas.pipeline.run.driver;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.fedmas.contract.FileEntry;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;
import org.fedmas.pipeline.workflow.plan.UnitState;
import org.fedmas.pipeline.workflow.size.RunBytes;
import org.fedmas.results.record.RunFolder;
import org.fedmas.store.Manifest;

/**
 * A comparison of the bytes that a run still writes with the free space of its disk.
 *
 * @param bytes the arithmetic of the run
 * @param folder the folder of artifacts
 */
public record DiskNeed(RunBytes bytes, Path folder) {

  /** The option of {@code fedmas run} that starts without this check. */
  public static final String OPTION = "--skip-disk-check";

  /** A source of the planned units, asked only where their sizes matter. */
  @FunctionalInterface
  public interface Plan {

    /** Returns the units. */
    List<PlannedUnit> units() throws IOException;
  }

  /** Returns the comparison for a run's folder of artifacts. */
  public static DiskNeed of(RunBytes bytes, RunFolder place) {
    return new DiskNeed(bytes, place.artifacts());
  }

  /** Returns a line on what the whole run writes, and on the free space of the disk. */
  public String text(List<PlannedUnit> units) throws IOException {
    return """
        disk: %s at the peak of the run (pixels %s, features %s, client updates %s, global models \
        %s), %s of them still to be written; %s are free"""
        .formatted(
            size(bytes.peak()),
            size(bytes.pixels()),
            size(bytes.features()),
            size(bytes.updates()),
            size(bytes.models()),
            size(toWrite(units)),
            size(free()));
  }

  /**
   * Requires that the disk can take the run.
   *
   * @param selection the units that are to be run; keeps all of a selection of units
   * @throws StageFailedException if it cannot
   */
  public void require(RunOptions selection, Plan plan) throws IOException {
    long free = free();
    if (bytes.peak() <= free) {
      return;
    }
    List<PlannedUnit> units = plan.units();
    long need = selection.selection().isAll() ? toWrite(units) : selected(units, selection);
    if (need > free) {
      throw new StageFailedException(
          """
          the disk of %s cannot take the run: found %s free, expected %s. \
          Delete what no run needs (fedmas gc --dry-run shows it), keep less (keep.client-updates, \
          keep.global-models), choose another folder with --artifacts, or start anyway with %s"""
              .formatted(folder, size(free), size(need), OPTION));
    }
  }

  /** Returns the bytes that a whole run adds to those that its artifacts take now. */
  long toWrite(List<PlannedUnit> units) {
    boolean missing = units.stream().anyMatch(unit -> !unit.state().isThere());
    long present = units.stream().mapToLong(DiskNeed::present).sum();
    return missing ? Math.max(0, bytes.peak() - present) : 0;
  }

  private long selected(List<PlannedUnit> units, RunOptions options) {
    return units.stream()
        .filter(unit -> !unit.state().isThere())
        .filter(unit -> options.selection().contains(unit.unit().key()))
        .mapToLong(unit -> bytes.of(unit.unit()))
        .sum();
  }

  private static long present(PlannedUnit unit) {
    Manifest manifest = unit.manifest();
    if (manifest == null) {
      return 0;
    }
    List<String> released = unit.state() == UnitState.RELEASED ? unit.kind().payload() : List.of();
    return manifest.files().stream()
        .filter(file -> !released.contains(file.name()))
        .mapToLong(FileEntry::size)
        .sum();
  }

  /** Returns the free bytes of the disk that holds the folder, which need not exist yet. */
  private long free() throws IOException {
    Path existing = folder.toAbsolutePath().normalize();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    FileStore disk = Files.getFileStore(existing);
    // a file system that does not know its size, as of some mounts, takes everything
    return disk.getTotalSpace() == 0 ? Long.MAX_VALUE : disk.getUsableSpace();
  }

  private static String size(long bytes) {
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%d MB", Math.round(bytes / 1e6))
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
