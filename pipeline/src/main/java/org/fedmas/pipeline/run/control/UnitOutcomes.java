package org.fedmas.pipeline.run.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.json.Json;

/** How attempts at units ended, told by workers to their driver. */
public final class UnitOutcomes {

  static final String FAILED = "failed";
  static final String FOUND = "found";
  static final String MADE = "made";
  static final String AVOID = "avoid";

  private final ControlChannel board;
  private final TimedCache<Predicate<UnitKey>> done;

  /**
   * Creates the attempts of a run.
   *
   * @param age how long an answer to {@link #done()} counts, in nanoseconds
   */
  UnitOutcomes(ControlChannel board, long age) {
    this.board = board;
    this.done = new TimedCache<>(age, unit -> false);
  }

  /** The unit was computed by this run. */
  public void made(UnitKey unit) {
    try {
      board.write(place(MADE, unit), "{}");
    } catch (IOException e) {
      // then the run's summary counts it among those that were there
    }
  }

  /** The unit was not computed here: another process had it by then. */
  public void found(UnitKey unit) throws IOException {
    board.keep(place(FOUND, unit), "{}");
  }

  /** Tells of units whether the last attempt found them there, made by another run. */
  public Predicate<UnitKey> found() {
    Set<String> found = new HashSet<>(board.list(FOUND));
    Set<String> made = new HashSet<>(board.list(MADE));
    return unit -> found.contains(place(FOUND, unit)) && !made.contains(place(MADE, unit));
  }

  /** Tells of units whether they are there by now, made by this run or another one. */
  public Predicate<UnitKey> done() {
    return done.get(
        () -> {
          Set<String> ended = new HashSet<>(board.list(FOUND));
          ended.addAll(board.list(MADE));
          return unit -> ended.contains(place(FOUND, unit)) || ended.contains(place(MADE, unit));
        });
  }

  /** Returns whether this run has computed that unit, or failed to. */
  public boolean isSettled(UnitKey unit) {
    return board.has(place(MADE, unit)) || hasFailed(unit);
  }

  /** Notes a failure for the driver. */
  public void fail(UnitKey unit, Throwable cause) {
    try {
      String text = new String(Json.pretty(UnitFailure.of(unit, cause).json()), UTF_8);
      board.keep(place(FAILED, unit), text);
    } catch (IOException e) {
      e.addSuppressed(cause);
      throw new UncheckedIOException("cannot note the failure of " + unit, e);
    }
  }

  /** Returns whether that unit has failed; what a runner hands out twice need not fail twice. */
  public boolean hasFailed(UnitKey unit) {
    return board.has(place(FAILED, unit));
  }

  /** Returns all failures so far, by unit name. */
  public List<UnitFailure> failures() {
    return board.objects(FAILED).stream().map(UnitFailure::of).toList();
  }

  /** Forgets a failure, so that the unit is tried again. */
  public void retry(UnitFailure failure) throws IOException {
    board.delete(FAILED + "/" + ControlChannel.fileName(failure.unit()));
  }

  /** The same, and not where it failed. */
  public void retryElsewhere(UnitFailure failure) throws IOException {
    String name = AVOID + "/" + ControlChannel.fileName(failure.unit());
    board.write(name, board.read(name).orElse("") + failure.worker().name() + "\n");
    retry(failure);
  }

  /** Returns the processes that better leave that unit to others. */
  public Set<String> avoided(UnitKey unit) {
    return board
        .read(place(AVOID, unit))
        .<Set<String>>map(text -> new LinkedHashSet<>(text.lines().toList()))
        .orElse(Set.of());
  }

  private static String place(String folder, UnitKey unit) {
    return folder + "/" + ControlChannel.fileName(unit);
  }
}
