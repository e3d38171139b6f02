package org.fedmas.pipeline.run.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import org.fedmas.contract.Digest;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.json.Json;

/**
 * Heartbeats and notes of running units, for the progress display. Writing is best effort: a failed
 * write must not fail the unit.
 */
public final class HeartbeatMonitor {

  private final ControlChannel channel;
  private final TimedCache<List<Heartbeat>> running;
  private final TimedCache<List<String>> notes;

  /** Creates the monitor of a run, whose lists are reused for an age in nanoseconds. */
  HeartbeatMonitor(ControlChannel channel, long age) {
    this.channel = channel;
    this.running = new TimedCache<>(age, List.of());
    this.notes = new TimedCache<>(age, List.of());
  }

  /** Reports that a unit has started. */
  public void started(UnitKey unit) {
    beat(Heartbeat.ofFirst(unit, null));
  }

  /** Reports that a unit waits for the process that computes the same unit. */
  public void waits(UnitKey unit, String holder) {
    beat(Heartbeat.ofFirst(unit, holder));
  }

  /** Reports the progress of a unit. */
  public void beat(Heartbeat beat) {
    try {
      channel.write(ControlFiles.of(UnitStatus.RUNNING, beat.unit()), beat.json().toString());
    } catch (IOException e) {
      // best effort
    }
  }

  /** Reports that a unit has ended. */
  public void ended(UnitKey unit) {
    try {
      channel.delete(ControlFiles.of(UnitStatus.RUNNING, unit));
    } catch (IOException e) {
      // best effort
    }
  }

  /** Returns the latest heartbeat of each running unit, sorted by name. */
  public List<Heartbeat> running() {
    return running.get(
        () ->
            channel.objects(ControlFiles.folder(UnitStatus.RUNNING)).stream()
                .map(Heartbeat::of)
                .toList());
  }

  /** Adds a note about a unit; equal notes are kept once. */
  public void note(UnitKey unit, String text) {
    String line = unit + ": " + text;
    String name = Digest.of(line.getBytes(UTF_8)).hex().substring(0, 16) + ".json";
    try {
      channel.write(ControlFiles.NOTES + "/" + name, Json.object().put("text", line).toString());
    } catch (IOException e) {
      // best effort
    }
  }

  /** Returns all notes so far, sorted. */
  public List<String> notes() {
    return notes.get(
        () ->
            channel.objects(ControlFiles.NOTES).stream()
                .map(json -> json.path("text").asText())
                .sorted()
                .toList());
  }
}
