package org.fedmas.tables.partition;

import java.util.Arrays;
import java.util.Locale;

/** The use of an image; the parts are disjoint. */
public enum Part {
  TRAIN,
  VALIDATION,
  TEST;

  /** Returns the word that stands for it in files and configurations: its name in lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the part of that word.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Part of(String word) {
    for (Part part : values()) {
      if (part.word().equals(word)) {
        return part;
      }
    }
    throw new IllegalArgumentException(
        "found part %s, expected one of %s"
            .formatted(word, Arrays.stream(values()).map(Part::word).toList()));
  }
}
