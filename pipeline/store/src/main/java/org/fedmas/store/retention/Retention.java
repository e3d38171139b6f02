package org.fedmas.store.retention;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.ConfigReader;
import org.jspecify.annotations.Nullable;

/**
 * The policy by which a run keeps payloads: the keys {@code keep.*}. No artifact depends on it.
 *
 * @param kinds the policy of each kind that has a payload
 * @param states the policy of the tensors that methods keep on clients, in updates whose model and
 *     optimiser state are released
 */
public record Retention(Map<ArtifactKind, Keep> kinds, Keep states) {

  /** The start of the keys of the section. */
  public static final String PREFIX = "keep.";

  private static final String UPDATES = PREFIX + ArtifactKind.CLIENT_UPDATE.folder();

  public Retention {
    kinds = Collections.unmodifiableMap(new EnumMap<>(kinds));
  }

  /** Creates a policy that treats the state of methods like the update that it lies in. */
  Retention(Map<ArtifactKind, Keep> kinds) {
    this(kinds, kinds.getOrDefault(ArtifactKind.CLIENT_UPDATE, Keep.ALL));
  }

  /** Reads the section. */
  public static Retention read(ConfigReader reader) {
    Map<ArtifactKind, Keep> kinds = new EnumMap<>(ArtifactKind.class);
    for (ArtifactKind kind : ArtifactKind.values()) {
      if (!kind.payload().isEmpty()) {
        String key = PREFIX + kind.folder();
        String otherwise = key.equals(UPDATES) ? Keep.LAST_TWO : Keep.EVERYTHING;
        kinds.put(kind, Keep.read(reader, key, hasRounds(kind), otherwise));
      }
    }
    // a run that asks for fewer updates, or for all, asks the same of the states in them
    String states = reader.text(UPDATES, Keep.LAST_TWO);
    String otherwise = states.equals(Keep.LAST_TWO) ? Keep.EVERYTHING : states;
    return new Retention(kinds, Keep.read(reader, PREFIX + "client-states", true, otherwise));
  }

  /** Returns whether every payload is kept. */
  public boolean keepsAll() {
    return kinds.values().stream().allMatch(Keep.ALL::equals);
  }

  /** Returns the number of past rounds of which client updates are kept, out of so many. */
  public int updateRounds(int rounds) {
    return of(ArtifactKind.CLIENT_UPDATE).rounds(rounds);
  }

  /** Returns the number of past rounds of which methods' states are kept, out of so many. */
  public int stateRounds(int rounds) {
    return Math.max(updateRounds(rounds), states.rounds(rounds));
  }

  /** Returns the number of past rounds of which global models are kept, out of so many. */
  public int modelRounds(int rounds) {
    return of(ArtifactKind.GLOBAL_MODEL).rounds(rounds);
  }

  private Keep of(ArtifactKind kind) {
    return kinds.getOrDefault(kind, Keep.ALL);
  }

  /**
   * Returns the payloads of a finished run that are not kept.
   *
   * @param best the selected rounds
   */
  public List<ReleasedPayload> released(List<HeldArtifact> held, BestRounds best) {
    Map<Line, SortedSet<Integer>> lines = lines(held);
    List<ReleasedPayload> released = new ArrayList<>();
    for (HeldArtifact artifact : held) {
      if (!keeps(of(artifact.kind()), artifact, lines, best)) {
        released.add(released(artifact, lines, best));
      }
    }
    return released;
  }

  /**
   * Returns the payloads of a run in progress that are neither kept nor read again. Units of later
   * rounds may still read each client's newest update, the newest global model and the best one.
   * Artifacts without rounds, such as pixels, are read until the run ends.
   *
   * @param read the units that units still to be computed read
   * @param best the best rounds so far
   * @param late the reasons to read artifacts of earlier rounds at the end
   */
  public List<ReleasedPayload> spent(
      List<HeldArtifact> held, Set<UnitKey> read, BestRounds best, LateReaders late) {
    List<HeldArtifact> rounds = held.stream().filter(one -> hasRounds(one.kind())).toList();
    Map<Line, SortedSet<Integer>> lines = lines(rounds);
    Map<ClientId, Integer> newest = newest(rounds, Integer.MAX_VALUE);
    Map<ClientId, Integer> selected = late.ownEntries() ? newest(rounds, best.common()) : Map.of();
    List<ReleasedPayload> spent = new ArrayList<>();
    for (HeldArtifact artifact : rounds) {
      ClientId client = artifact.unit().client();
      int round = artifact.round();
      boolean readLater =
          client == null
              ? round == lines.getOrDefault(Line.of(artifact), new TreeSet<>()).last()
                  || round == best.common()
                  || late.models()
                  || (late.ownEntries() && round == 0)
              : late.updates()
                  || round == newest.getOrDefault(client, 0)
                  || round == selected.getOrDefault(client, 0)
                  || best.isOwn(artifact);
      boolean kept = keeps(of(artifact.kind()), artifact, lines, best);
      if (!readLater && !read.contains(artifact.unit()) && !kept) {
        spent.add(released(artifact, lines, best));
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

  /** Returns an artifact without its payload, of which the state of methods may be kept. */
  private ReleasedPayload released(
      HeldArtifact artifact, Map<Line, SortedSet<Integer>> lines, BestRounds best) {
    Set<String> files = new HashSet<>(artifact.kind().payload());
    if (artifact.kind() == ArtifactKind.CLIENT_UPDATE && keeps(states, artifact, lines, best)) {
      files.remove(ArtifactKind.CLIENT_STATE);
    }
    return new ReleasedPayload(artifact, files);
  }

  private static boolean keeps(
      Keep keep, HeldArtifact artifact, Map<Line, SortedSet<Integer>> lines, BestRounds best) {
    SortedSet<Integer> rounds = lines.getOrDefault(Line.of(artifact), new TreeSet<>());
    return keep.keeps(artifact.round(), rounds, best.of(artifact));
  }

  /** The artifacts of one kind that follow each other over the rounds, of one client or of all. */
  private record Line(ArtifactKind kind, @Nullable ClientId client) {

    static Line of(HeldArtifact artifact) {
      return new Line(artifact.kind(), artifact.unit().client());
    }
  }

  private static Map<Line, SortedSet<Integer>> lines(List<HeldArtifact> held) {
    Map<Line, SortedSet<Integer>> lines = new HashMap<>();
    for (HeldArtifact artifact : held) {
      lines.computeIfAbsent(Line.of(artifact), line -> new TreeSet<>()).add(artifact.round());
    }
    return lines;
  }

  private static boolean hasRounds(ArtifactKind kind) {
    return kind == ArtifactKind.CLIENT_UPDATE || kind == ArtifactKind.GLOBAL_MODEL;
  }
}
