package org.fedmas.results.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The images that the best round is selected on, if any. */
public enum Selection {
  /** Images held back from training; the test scores are unbiased. */
  VALIDATION,
  /** The test images themselves, as published; the test scores are optimistic. */
  TEST,
  /** No images: the last round is selected, by choice or since rounds could not be compared. */
  LAST;

  /** Returns the selection of a word. */
  public static Selection of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Returns the word in {@code metrics.json}. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
