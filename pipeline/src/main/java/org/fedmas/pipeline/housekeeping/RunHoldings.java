package org.fedmas.pipeline.housekeeping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.pipeline.run.control.Pins;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunNames;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.score.RunResults;
import org.fedmas.store.lease.LeaseRequest;
import org.fedmas.store.retention.BestRounds;
import org.fedmas.store.retention.HeldArtifact;
import org.fedmas.store.retention.Retention;
import org.jspecify.annotations.Nullable;

/**
 * The artifacts that a run has, or is about to have.
 *
 * @param started of its last start; empty if it has no record yet
 * @param live whether a process works on it now
 * @param open whether its record says that it has not come to its end
 * @param recorded what its record names
 * @param pinned what a start that has not ended, or was killed, said that it would use or make
 */
record RunHoldings(
    String name,
    String started,
    boolean live,
    boolean open,
    List<RunRecord.Unit> recorded,
    Set<ArtifactRef> pinned) {

  private static final int NOT_KNOWN = -1;

  /** Returns every run of a store, the last started first. */
  static List<RunHoldings> all(Path artifacts) {
    List<RunHoldings> runs = new ArrayList<>();
    for (String name : RunNames.in(artifacts)) {
      RunFolder place = new RunFolder(name, artifacts, artifacts);
      // asked first: a run that ends meanwhile has its record written by then
      boolean live = LeaseRequest.isHeld(place.lease());
      Set<ArtifactRef> pinned = Pins.in(place.control(), place.files()).all();
      RunRecord record = RunRecord.read(place.folder()).orElse(null);
      runs.add(
          new RunHoldings(
              name,
              record == null ? "" : record.started(),
              live,
              record != null && record.finished() == null,
              record == null ? List.of() : record.units(),
              pinned));
    }
    runs.sort(Comparator.comparing(RunHoldings::started).reversed());
    return runs;
  }

  /** Returns every artifact that the run has or is about to have. */
  Set<ArtifactRef> refs() {
    Set<ArtifactRef> refs = new LinkedHashSet<>(pinned);
    recorded.forEach(unit -> refs.add(unit.ref()));
    return refs;
  }

  /** Returns the files of payloads that the run does not keep; none until it is finished. */
  Map<ArtifactRef, Set<String>> released(Path artifacts) throws IOException {
    Path folder = RunFolder.runs(artifacts).resolve(name);
    Optional<RunRecord> record = live ? Optional.empty() : RunRecord.read(folder);
    if (record.isEmpty() || record.get().finished() == null) {
      return Map.of();
    }
    // a run of an earlier version has no value of the keys that came later
    Retention retention = Retention.read(ConfigReader.of(Config.of(record.get().config())).added());
    if (retention.keepsAll()) {
      return Map.of();
    }
    List<HeldArtifact> held =
        record.get().units().stream()
            .map(unit -> new HeldArtifact(UnitKey.parse(unit.unit()), unit.ref()))
            .toList();
    Map<ArtifactRef, Set<String>> released = new HashMap<>();
    retention
        .released(held, selected(folder))
        .forEach(payload -> released.put(payload.ref(), payload.files()));
    return released;
  }

  private static BestRounds selected(Path folder) throws IOException {
    Path file = folder.resolve(RunResults.METRICS);
    if (!Files.exists(file)) {
      return BestRounds.of(NOT_KNOWN);
    }
    RunMetrics metrics = RunMetrics.read(file);
    RunMetrics.Selected selected = metrics.selected();
    return selected == null
        ? new BestRounds(NOT_KNOWN, own(metrics.personal()))
        : BestRounds.of(selected.round());
  }

  private static Map<ClientId, Integer> own(RunMetrics.@Nullable Personal personal) {
    Map<ClientId, Integer> rounds = new TreeMap<>();
    if (personal != null) {
      for (RunMetrics.PersonalScore client : personal.clients()) {
        if (client.round() != null) {
          rounds.put(new ClientId(client.client()), client.round());
        }
      }
    }
    return rounds;
  }
}
