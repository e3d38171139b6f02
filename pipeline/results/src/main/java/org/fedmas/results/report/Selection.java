package org.fedmas.results.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Which images the best round was chosen on. */
public enum Selection {
  /** On images held back from training: the test scores are honest. */
  VALIDATION,
  /** On the images that are reported on, as published: the test scores are optimistic. */
  TEST;

  @JsonValue
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
