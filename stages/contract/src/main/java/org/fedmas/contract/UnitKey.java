package org.fedmas.contract;

import java.util.Comparator;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The name of one unit of work within a run, for example {@code training/round-3/client-2}. Unlike
 * a fingerprint, the name does not depend on the unit's inputs.
 *
 * @param round the round; null for stages without rounds
 * @param client the client; null for a unit of all clients
 * @param part further division, for example {@code part-4}; null for an undivided unit
 */
public record UnitKey(
    StageName stage, @Nullable Round round, @Nullable ClientId client, @Nullable String part)
    implements Comparable<UnitKey> {

  private static final Comparator<UnitKey> ORDER =
      Comparator.comparing(UnitKey::stage)
          .thenComparing(UnitKey::round, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(UnitKey::client, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(UnitKey::part, Comparator.nullsFirst(Comparator.naturalOrder()));

  /** Returns the only unit of a stage. */
  public static UnitKey of(StageName stage) {
    return new UnitKey(stage, null, null, null);
  }

  /** Returns one client's unit of a stage without rounds. */
  public static UnitKey of(StageName stage, ClientId client, String part) {
    return new UnitKey(stage, null, client, part);
  }

  /** Returns the only unit of a round. */
  public static UnitKey of(StageName stage, Round round) {
    return new UnitKey(stage, round, null, null);
  }

  /** Returns one client's unit of a round. */
  public static UnitKey of(StageName stage, Round round, ClientId client) {
    return new UnitKey(stage, round, client, null);
  }

  /**
   * Reads the form that {@link #toString()} returns.
   *
   * @throws IllegalArgumentException if the text does not name a unit
   */
  public static UnitKey parse(String text) {
    String[] words = text.split("/", -1);
    Round round = null;
    ClientId client = null;
    @Nullable String part = null;
    for (int i = 1; i < words.length; i++) {
      if (words[i].matches("round-\\d+")) {
        round = new Round(Integer.parseInt(words[i].substring("round-".length())));
      } else if (words[i].matches("client-\\d+")) {
        client = new ClientId(Integer.parseInt(words[i].substring("client-".length())));
      } else {
        part = words[i];
      }
    }
    StageName stage =
        StageName.of(words[0])
            .orElseThrow(() -> new IllegalArgumentException("not a unit's name: " + text));
    return new UnitKey(stage, round, client, part);
  }

  @Override
  public int compareTo(UnitKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    StringJoiner path = new StringJoiner("/").add(stage.id());
    if (round != null) {
      path.add("round-" + round.number());
    }
    if (client != null) {
      path.add("client-" + client.number());
    }
    if (part != null) {
      path.add(part);
    }
    return path.toString();
  }
}
