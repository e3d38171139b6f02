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

/** Outcomes of units, reported by workers to the driver. */
public final class UnitOutcomes {

  private final ControlChannel channel;
  private final TimedCache<Predicate<UnitKey>> done;

  /** Creates the outcomes of a run; {@link #done()} is reused for an age in nanoseconds. */
  UnitOutcomes(ControlChannel channel, long age) {
    this.channel = channel;
    this.done = new TimedCache<>(age, unit -> false);
  }

  /** Marks a unit as computed by this run. */
  public void computed(UnitKey unit) {
    try {
      channel.write(ControlFiles.of(UnitStatus.COMPUTED, unit), "{}");
    } catch (IOException e) {
      // best effort: the summary then reports the unit as reused
    }
  }

  /** Marks a unit as already computed by another run. */
  public void reused(UnitKey unit) throws IOException {
    channel.writeDurably(ControlFiles.of(UnitStatus.REUSED, unit), "{}");
  }

  /** Returns a predicate that accepts the units computed by another run only. */
  public Predicate<UnitKey> reused() {
    Predicate<UnitKey> computed = with(UnitStatus.COMPUTED);
    return with(UnitStatus.REUSED).and(computed.negate());
  }

  /** Returns a predicate that accepts the units computed by this run or another one. */
  public Predicate<UnitKey> done() {
    return done.get(() -> with(UnitStatus.REUSED).or(with(UnitStatus.COMPUTED)));
  }

  private Predicate<UnitKey> with(UnitStatus status) {
    Set<String> names = new HashSet<>(channel.list(ControlFiles.folder(status)));
    return unit -> names.contains(ControlFiles.of(status, unit));
  }

  /** Returns whether an attempt at that unit has ended in this run, computed or failed. */
  public boolean isSettled(UnitKey unit) {
    return channel.exists(ControlFiles.of(UnitStatus.COMPUTED, unit)) || hasFailed(unit);
  }

  /** Marks a unit as failed, with its cause. */
  public void failed(UnitKey unit, Throwable cause) {
    try {
      String text = new String(Json.pretty(UnitFailure.of(unit, cause).json()), UTF_8);
      channel.writeDurably(ControlFiles.of(UnitStatus.FAILED, unit), text);
    } catch (IOException e) {
      e.addSuppressed(cause);
      throw new UncheckedIOException("cannot record the failure of " + unit, e);
    }
  }

  /** Returns whether the last attempt at that unit failed. */
  public boolean hasFailed(UnitKey unit) {
    return channel.exists(ControlFiles.of(UnitStatus.FAILED, unit));
  }

  /** Returns all failures so far, sorted by unit. */
  public List<UnitFailure> failures() {
    return channel.objects(ControlFiles.folder(UnitStatus.FAILED)).stream()
        .map(UnitFailure::of)
        .toList();
  }

  /** Deletes a failure, so that the unit can be retried. */
  public void retry(UnitFailure failure) throws IOException {
    channel.delete(ControlFiles.of(UnitStatus.FAILED, failure.unit()));
  }

  /** Schedules a retry on a different worker than the one that failed. */
  public void retryElsewhere(UnitFailure failure) throws IOException {
    String name = ControlFiles.excludedWorkers(failure.unit());
    channel.write(name, channel.read(name).orElse("") + failure.worker().name() + "\n");
    retry(failure);
  }

  /** Returns the names of the workers that are excluded from retrying a unit. */
  public Set<String> excludedWorkers(UnitKey unit) {
    return channel
        .read(ControlFiles.excludedWorkers(unit.toString()))
        .<Set<String>>map(text -> new LinkedHashSet<>(text.lines().toList()))
        .orElse(Set.of());
  }
}
