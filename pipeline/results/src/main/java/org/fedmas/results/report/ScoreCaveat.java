package org.fedmas.results.report;

import java.util.Locale;

/**
 * A limit of a run's scores, which follows from the classes and images of its parts.
 *
 * @param kind its name in {@code metrics.json}
 * @param text one sentence for users
 */
public record ScoreCaveat(Kind kind, String text) {

  /** The kinds of limits. */
  public enum Kind {
    /** No image was held back, so that the last round is selected. */
    NO_VALIDATION_IMAGES,
    /** No image is tested on. */
    NO_TEST_IMAGES,
    /** All images, or all test images, are of one class. */
    ONE_CLASS,
    /** A class is tested that no image was trained on. */
    UNTRAINED_CLASS,
    /** Rounds are selected on fewer classes than they are tested on. */
    FEWER_VALIDATION_CLASSES,
    /**
     * Clients with test images have no model, since clients keep entries and these never trained.
     */
    UNSCORED_CLIENTS;

    /** Returns the name in {@code metrics.json}. */
    @com.fasterxml.jackson.annotation.JsonValue
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the words on the line of results. */
    public String words() {
      return id().replace('-', ' ');
    }
  }
}
