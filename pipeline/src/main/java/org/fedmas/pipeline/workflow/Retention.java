package org.fedmas.pipeline.workflow;

import java.util.EnumMap;
import java.util.Map;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.config.ConfigReader;

/**
 * Which artifacts of a run keep their payload: the keys {@code keep.*}. No artifact depends on it.
 *
 * @param kinds what is said of each kind that may be released
 */
public record Retention(Map<ArtifactKind, Keep> kinds) {

  private static final String PREFIX = "keep.";

  public Retention {
    kinds = java.util.Collections.unmodifiableMap(new EnumMap<>(kinds));
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

  /** Returns whether nothing is ever released. */
  public boolean keepsAll() {
    return kinds.values().stream().allMatch(Keep.ALL::equals);
  }

  /** What is said of that kind. */
  public Keep of(ArtifactKind kind) {
    return kinds.getOrDefault(kind, Keep.ALL);
  }

  /** Returns whether a kind's artifacts belong to rounds. */
  public static boolean hasRounds(ArtifactKind kind) {
    return kind == ArtifactKind.CLIENT_UPDATE || kind == ArtifactKind.GLOBAL_MODEL;
  }
}
