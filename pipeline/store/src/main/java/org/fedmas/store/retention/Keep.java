package org.fedmas.store.retention;

import java.util.Optional;
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
    if (text.equals("all")) {
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

  /** Reads a key of the section {@code keep}. */
  static Keep read(ConfigReader reader, String key, boolean rounds) {
    String text = reader.text(key, "all");
    Optional<Keep> keep = parse(text);
    if (keep.isEmpty() || (!rounds && !text.equals("all") && !text.equals("none"))) {
      reader.problem(key, rounds ? "all, none, best, last N or last N + best" : "all or none");
      return ALL;
    }
    return keep.get();
  }

  /**
   * Returns whether the artifacts of a round keep their payload.
   *
   * @param latest the last round with an artifact of the kind
   * @param selected the best round so far; -1 if it is not known
   */
  boolean keeps(int round, int latest, int selected) {
    return last == Integer.MAX_VALUE || round > latest - last || (best && round == selected);
  }
}
