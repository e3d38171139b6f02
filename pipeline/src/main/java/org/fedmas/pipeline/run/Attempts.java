package org.fedmas.pipeline.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fedmas.contract.Json;
import org.fedmas.contract.UnitKey;

/** How attempts at units ended, told by workers to their driver. */
public final class Attempts {

  static final String FAILED = "failed";
  static final String FOUND = "found";
  static final String MADE = "made";
  static final String AVOID = "avoid";

  private final Board board;

  Attempts(Board board) {
    this.board = board;
  }

  /** The unit was computed by this run. */
  void made(UnitKey unit) {
    try {
      board.write(place(MADE, unit), "{}");
    } catch (IOException e) {
      // then the run's summary counts it among those that were there
    }
  }

  /** The unit was not computed here: another process had it by then. */
  void found(UnitKey unit) throws IOException {
    board.keep(place(FOUND, unit), "{}");
  }

  /** Whether the last attempt at a unit found it there, made by another run. */
  boolean wasFound(UnitKey unit) {
    return board.has(place(FOUND, unit)) && !board.has(place(MADE, unit));
  }

  /** Notes a failure for the driver. */
  void fail(UnitKey unit, Throwable cause) {
    try {
      String text = new String(Json.pretty(UnitFailure.of(unit, cause).json()), UTF_8);
      board.keep(place(FAILED, unit), text);
    } catch (IOException e) {
      e.addSuppressed(cause);
      throw new UncheckedIOException("cannot note the failure of " + unit, e);
    }
  }

  /** Whether that unit has failed; what a runner hands out twice need not fail twice. */
  boolean hasFailed(UnitKey unit) {
    return board.has(place(FAILED, unit));
  }

  /** All failures so far, by unit name. */
  public List<UnitFailure> failures() {
    return board.objects(FAILED).stream().map(UnitFailure::of).toList();
  }

  /** Forgets a failure, so that the unit is tried again, and not where it failed. */
  public void retryElsewhere(UnitFailure failure) throws IOException {
    String name = UnitKeys.fileName(failure.unit());
    String before = board.read(AVOID + "/" + name).orElse("");
    board.write(AVOID + "/" + name, before + failure.worker().name() + "\n");
    board.delete(FAILED + "/" + name);
  }

  /** The processes that better leave that unit to others. */
  public Set<String> avoided(UnitKey unit) {
    return board
        .read(place(AVOID, unit))
        .<Set<String>>map(text -> new LinkedHashSet<>(text.lines().toList()))
        .orElse(Set.of());
  }

  private static String place(String folder, UnitKey unit) {
    return folder + "/" + UnitKeys.fileName(unit);
  }
}
