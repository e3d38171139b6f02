package org.fedmas.pipeline.workflow.plan;

import java.util.Locale;

/** The state of a unit's artifact. */
public enum UnitState {
  /** Committed under exactly this recipe. */
  PRESENT,
  /** Never computed in this run. */
  MISSING,
  /** Computed in this run under another recipe. */
  STALE,
  /** Present, but without its payload, which is computed again if a unit that runs reads it. */
  RELEASED;

  /** Returns whether the content is known, so that units that read it can be planned. */
  public boolean isThere() {
    return this == PRESENT || this == RELEASED;
  }

  /** Returns the word that users see. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
