package org.fedmas.pipeline.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.fedmas.contract.Waiting;

/** A recorder of the heartbeats of a run's units. */
final class Heartbeats implements AutoCloseable {

  /** The units running at one moment with their processes. */
  record Look(Map<String, Long> units) {}

  private final Path folder;
  private final ObjectMapper mapper = new ObjectMapper();
  private final List<Look> looks = new ArrayList<>();
  private final Map<String, Set<Long>> workers = new TreeMap<>();
  private final Map<String, Long> progress = new ConcurrentHashMap<>();
  private final Set<String> begunAgain = new TreeSet<>();
  private final Thread thread = new Thread(this::listen, "heartbeats");
  private volatile boolean ended;

  Heartbeats(TinyRun run) {
    folder = run.folder().resolve("artifacts/.control").resolve(run.name()).resolve("live");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns the largest set of units that ran at once, with their processes. */
  synchronized Look busiest() {
    return looks.stream()
        .max((one, other) -> Integer.compare(one.units().size(), other.units().size()))
        .orElse(new Look(Map.of()));
  }

  /** Returns the units in the order of their first heartbeat; simultaneous ones in any order. */
  synchronized int firstLookAt(String unit) {
    for (int i = 0; i < looks.size(); i++) {
      if (looks.get(i).units().containsKey(unit)) {
        return i;
      }
    }
    return Integer.MAX_VALUE;
  }

  /** Returns the units that run now. */
  synchronized Map<String, Long> now() {
    return looks.isEmpty() ? Map.of() : looks.get(looks.size() - 1).units();
  }

  /** Returns whether a unit that matches runs now. */
  boolean runs(Predicate<String> unit) {
    return now().keySet().stream().anyMatch(unit);
  }

  /** Returns the processes that ran the given unit. */
  synchronized Set<Long> workers(String unit) {
    return workers.getOrDefault(unit, Set.of());
  }

  /** Returns the units that one process began twice. */
  synchronized Set<String> begunAgain() {
    return new TreeSet<>(begunAgain);
  }

  @Override
  public void close() throws InterruptedException {
    ended = true;
    thread.join();
  }

  private void listen() {
    while (!ended) {
      look();
      Waiting.pause(Duration.ofMillis(10));
    }
  }

  private void look() {
    Map<String, Long> units = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        JsonNode beat = mapper.readTree(Files.readAllBytes(file));
        if (beat.hasNonNull("worker") && beat.path("waits_for").isNull()) {
          hear(beat, units);
        }
      }
    } catch (IOException e) {
      // the run has not begun, or a heartbeat is being written: read the next time
    }
    synchronized (this) {
      if (looks.isEmpty() || !looks.get(looks.size() - 1).units().equals(units)) {
        looks.add(new Look(units));
      }
    }
  }

  private synchronized void hear(JsonNode beat, Map<String, Long> units) {
    String unit = beat.get("unit").asText();
    long worker = Long.parseLong(beat.get("worker").asText().split(" ")[1]);
    long done = beat.get("done").asLong();
    units.put(unit, worker);
    workers.computeIfAbsent(unit, name -> new TreeSet<>()).add(worker);
    Long before = progress.put(unit + " " + worker, done);
    if (before != null && done < before) {
      begunAgain.add(unit);
    }
  }
}
