package org.fedmas.results.track;

/** The names of series, which every tracker can show: letters, digits, {@code _-. } and slashes. */
final class SeriesName {

  private SeriesName() {}

  /**
   * Returns the name of the series of one client or class. The number keeps names apart that differ
   * only in characters which trackers refuse.
   *
   * @param what the quantity, such as {@code loss}
   * @param number of the client or class, from 0
   */
  static String of(String what, int number, String name) {
    return "%s/%s-%s".formatted(what, number, clean(name));
  }

  /** Returns a name with an underscore for each character that trackers refuse. */
  static String clean(String name) {
    return name.replaceAll("[^\\p{L}\\p{N}_. -]", "_");
  }
}
