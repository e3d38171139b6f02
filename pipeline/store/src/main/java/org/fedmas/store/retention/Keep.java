package org.fedmas.store.retention;

import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fedmas.contract.config.ConfigReader;

/**
 * The artifacts of a kind that keep their payload: {@code all}, {@code none}, {@code best}, {@code
 * last N} or {@code last N + best}.
 *
 * @param last number of the last rounds that are kept; {@link Integer#MAX_VALUE} for all
 * @param best whether the selected round is kept too
 */
record Keep(int last, boolean best) {

  /** Keeps every payload. */
  static final Keep ALL = new Keep(Integer.MAX_VALUE, true);

  /** Keeps no payload that has no reader left. */
  static final Keep NONE = new Keep(0, false);

  private static final Pattern ROUNDS = Pattern.compile("(?:last (\\d{1,6}))?(?: \\+ )?(best)?");

  /** Parses the value of a key; empty if the text has none of the forms. */
  static Optional<Keep> parse(String text) {
    if (text.equals(EVERYTHING)) {
      return Optional.of(ALL);
    }
    if (text.equals("none")) {
      return Optional.of(NONE);
    }
    Matcher rounds = ROUNDS.matcher(text);
    boolean joined = text.contains(" + ");
    if (text.isEmpty()
        || !rounds.matches()
        || joined != (rounds.group(1) != null && rounds.group(2) != null)) {
      return Optional.empty();
    }
    int last = rounds.group(1) == null ? 0 : Integer.parseInt(rounds.group(1));
    return Optional.of(new Keep(last, rounds.group(2) != null));
  }

  /** The text of {@link #ALL}. */
  static final String EVERYTHING = "all";

  /** The text that keeps the last two rounds and the best one. */
  static final String LAST_TWO = "last 2 + best";

  /**
   * Reads a key of the section {@code keep}.
   *
   * @param rounds whether the artifacts have rounds, of which some may be kept
   * @param otherwise the value of a key that is not given
   */
  static Keep read(ConfigReader reader, String key, boolean rounds, String otherwise) {
    String text = reader.text(key, otherwise);
    Optional<Keep> keep = parse(text);
    if (keep.isEmpty() || (!rounds && !text.equals(EVERYTHING) && !text.equals("none"))) {
      reader.problem(key, rounds ? "all, none, best, last N or last N + best" : "all or none");
      return ALL;
    }
    return keep.get();
  }

  /** Returns the number of rounds that are kept, out of so many; the last is always there. */
  int rounds(int all) {
    return (int) Math.min(all, Math.max(1L, last) + (best ? 1 : 0));
  }

  /**
   * Returns whether the artifact of a round keeps its payload.
   *
   * @param rounds the rounds of which an artifact exists, of a client if it is a client's
   * @param selected the best round so far; -1 if it is not known
   */
  boolean keeps(int round, SortedSet<Integer> rounds, int selected) {
    return last == Integer.MAX_VALUE
        || (best && round == selected)
        || rounds.tailSet(round + 1).stream().limit(last).count() < last;
  }
}
