package org.fedmas.pipeline.workflow.plan;

import java.util.Locale;

/** Whether a unit's artifact is there. */
public enum UnitState {
  /** Committed under exactly this recipe. */
  PRESENT,
  /** Not built under this recipe, nor under another one in this run. */
  MISSING,
  /** The run built a unit of that name under another recipe. */
  STALE,
  /** Present, but its payload was deleted; computed again only if a unit that runs reads it. */
  RELEASED;

  /** Returns whether its content is known, so that nothing has to be computed to go on from it. */
  public boolean isThere() {
    return this == PRESENT || this == RELEASED;
  }

  /** Returns the word that users see. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
