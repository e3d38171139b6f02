package org.fedmas.store.retention;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.ConfigReader;

/**
 * The policy by which a run keeps payloads: the keys {@code keep.*}. No artifact depends on it.
 *
 * @param kinds the policy of each kind that has a payload
 */
public record Retention(Map<ArtifactKind, Keep> kinds) {

  private static final String PREFIX = "keep.";

  public Retention {
    kinds = Collections.unmodifiableMap(new EnumMap<>(kinds));
  }

  /** Reads the section. */
  public static Retention read(ConfigReader reader) {
    Map<ArtifactKind, Keep> kinds = new EnumMap<>(ArtifactKind.class);
    for (ArtifactKind kind : ArtifactKind.values()) {
      if (!kind.payload().isEmpty()) {
        kinds.put(kind, Keep.read(reader, PREFIX + kind.folder(), hasRounds(kind)));
      }
    }
    return new Retention(kinds);
  }

  /** Returns whether every payload is kept. */
  public boolean keepsAll() {
    return kinds.values().stream().allMatch(Keep.ALL::equals);
  }

  /**
   * Returns the artifacts of a finished run whose payload is not kept.
   *
   * @param best the selected rounds
   */
  public List<ArtifactRef> released(List<HeldArtifact> held, BestRounds best) {
    Map<ArtifactKind, Integer> latest = latest(held);
    return held.stream()
        .filter(artifact -> !keeps(artifact, latest, best.of(artifact)))
        .map(HeldArtifact::ref)
        .toList();
  }

  /**
   * Returns the artifacts of a run in progress whose payload is neither kept nor read again. Units
   * of later rounds may still read each client's newest update, the newest global model and the
   * best one. Artifacts without rounds, such as pixels, are read until the run ends.
   *
   * @param read the units that units still to be computed read
   * @param best the best rounds so far
   * @param late the reasons to read artifacts of earlier rounds at the end
   */
  public List<HeldArtifact> spent(
      List<HeldArtifact> held, Set<UnitKey> read, BestRounds best, LateReaders late) {
    List<HeldArtifact> rounds = held.stream().filter(one -> hasRounds(one.kind())).toList();
    Map<ArtifactKind, Integer> latest = latest(rounds);
    Map<ClientId, Integer> newest = newest(rounds, Integer.MAX_VALUE);
    Map<ClientId, Integer> selected = late.ownEntries() ? newest(rounds, best.common()) : Map.of();
    List<HeldArtifact> spent = new ArrayList<>();
    for (HeldArtifact artifact : rounds) {
      ClientId client = artifact.unit().client();
      int round = artifact.round();
      boolean readLater =
          client == null
              ? round == latest.getOrDefault(artifact.kind(), 0)
                  || round == best.common()
                  || late.models()
                  || (late.ownEntries() && round == 0)
              : late.updates()
                  || round == newest.getOrDefault(client, 0)
                  || round == selected.getOrDefault(client, 0)
                  || best.isOwn(artifact);
      boolean kept = keeps(artifact, latest, best.of(artifact));
      if (!readLater && !read.contains(artifact.unit()) && !kept) {
        spent.add(artifact);
      }
    }
    return spent;
  }

  /** Returns the last round of each client up to a round. */
  private static Map<ClientId, Integer> newest(List<HeldArtifact> rounds, int until) {
    Map<ClientId, Integer> newest = new HashMap<>();
    for (HeldArtifact artifact : rounds) {
      ClientId client = artifact.unit().client();
      if (client != null && artifact.round() <= until) {
        newest.merge(client, artifact.round(), Math::max);
      }
    }
    return newest;
  }

  private boolean keeps(HeldArtifact artifact, Map<ArtifactKind, Integer> latest, int best) {
    ArtifactKind kind = artifact.kind();
    return kinds
        .getOrDefault(kind, Keep.ALL)
        .keeps(artifact.round(), latest.getOrDefault(kind, 0), best);
  }

  private static Map<ArtifactKind, Integer> latest(List<HeldArtifact> held) {
    Map<ArtifactKind, Integer> latest = new EnumMap<>(ArtifactKind.class);
    held.forEach(artifact -> latest.merge(artifact.kind(), artifact.round(), Math::max));
    return latest;
  }

  private static boolean hasRounds(ArtifactKind kind) {
    return kind == ArtifactKind.CLIENT_UPDATE || kind == ArtifactKind.GLOBAL_MODEL;
  }
}
