package org.fedmas.pipeline.run.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import org.fedmas.contract.Digest;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.json.Json;

/**
 * What units say while they run, for people to read. A courtesy: losing a word must not fail a
 * unit.
 */
public final class HeartbeatMonitor {

  static final String LIVE = "live";
  static final String NOTES = "notes";

  private final ControlChannel board;
  private final TimedCache<List<Heartbeat>> running;
  private final TimedCache<List<String>> notes;

  /**
   * Creates the units that talk through a board.
   *
   * @param age how long an answer counts, in nanoseconds
   */
  HeartbeatMonitor(ControlChannel board, long age) {
    this.board = board;
    this.running = new TimedCache<>(age, List.of());
    this.notes = new TimedCache<>(age, List.of());
  }

  /** The unit has begun. */
  public void begins(UnitKey unit) {
    beat(Heartbeat.ofFirst(unit, null));
  }

  /** Tells who computes that unit already. */
  public void waits(UnitKey unit, String holder) {
    beat(Heartbeat.ofFirst(unit, holder));
  }

  /** Tells how far a unit is. */
  public void beat(Heartbeat beat) {
    try {
      board.write(LIVE + "/" + ControlChannel.fileName(beat.unit()), beat.json().toString());
    } catch (IOException e) {
      // as the class says
    }
  }

  /** The unit no longer runs. */
  public void rest(UnitKey unit) {
    try {
      board.delete(LIVE + "/" + ControlChannel.fileName(unit));
    } catch (IOException e) {
      // as the class says
    }
  }

  /** Returns the units that run now, by name. */
  public List<Heartbeat> running() {
    return running.get(() -> board.objects(LIVE).stream().map(Heartbeat::of).toList());
  }

  /** Tells something about a unit, once. */
  public void note(UnitKey unit, String text) {
    String line = unit + ": " + text;
    String name = Digest.of(line.getBytes(UTF_8)).hex().substring(0, 16) + ".json";
    try {
      board.write(NOTES + "/" + name, Json.object().put("text", line).toString());
    } catch (IOException e) {
      // as the class says
    }
  }

  /** What units told so far. */
  public List<String> notes() {
    return notes.get(
        () ->
            board.objects(NOTES).stream()
                .map(json -> json.path("text").asText())
                .sorted()
                .toList());
  }
}
