package org.fedmas.results.figure;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as figures write them. */
final class Numbers {

  /** The text in place of a missing number. */
  static final String NONE = "–";

  private Numbers() {}

  /** Returns a score with three digits after the point. */
  static String score(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /** Returns a number of images; a dash for a hidden one. */
  static String count(@Nullable Integer images) {
    return images == null ? NONE : images.toString();
  }

  /** Returns a number with two digits after the point; a dash for a missing one. */
  static String cell(@Nullable Double value) {
    return value == null ? NONE : String.format(Locale.ROOT, "%.2f", value);
  }
}
