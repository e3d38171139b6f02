package org.fedmas.contract.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The known name that a mistyped one most likely meant, for "did you mean" in messages. */
public final class NearestName {

  private NearestName() {}

  /**
   * Returns the closest known name, letter case ignored. Distance counts insertions, deletions,
   * substitutions and swaps of neighbours (Damerau and Levenshtein, optimal string alignment).
   * Empty if even the closest one differs in more than a third of the longer name's letters (one
   * difference is always allowed in names of two letters or more). Among equally close names the
   * first wins.
   */
  public static Optional<String> nearest(String unknown, Collection<String> known) {
    String wanted = unknown.strip().toLowerCase(Locale.ROOT);
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (String name : known) {
      int longer = Math.max(wanted.length(), name.length());
      int most = Math.max(longer / 3, Math.min(1, longer - 1));
      if (Math.abs(wanted.length() - name.length()) > most) {
        continue; // as many insertions or more; a text of any length is refused at once
      }
      int distance = distance(wanted, name.toLowerCase(Locale.ROOT));
      if (distance <= most && distance < bestDistance) {
        best = name;
        bestDistance = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Returns " (did you mean X?)" for the end of a message, empty if no known name is close. */
  public static String hint(String unknown, Collection<String> known) {
    return nearest(unknown, known).map(name -> " (did you mean " + name + "?)").orElse("");
  }

  /** Edits that turn one name into the other; no part is edited twice. */
  static int distance(String from, String to) {
    int[] beforeLast = new int[to.length() + 1];
    int[] last = new int[to.length() + 1];
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] recycled = beforeLast;
      beforeLast = last;
      last = row;
      row = recycled;
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int substitution = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(last[j - 1] + substitution, Math.min(last[j], row[j - 1]) + 1);
        if (swapped(from, i, to, j)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
    }
    return row[to.length()];
  }

  private static boolean swapped(String from, int i, String to, int j) {
    return i > 1
        && j > 1
        && from.charAt(i - 1) == to.charAt(j - 2)
        && from.charAt(i - 2) == to.charAt(j - 1);
  }
}
