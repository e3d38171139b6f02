package org.fedmas.pipeline.workflow.plan;

import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.Digest;
import org.fedmas.pipeline.workflow.WorkUnit;
import org.fedmas.store.Manifest;
import org.fedmas.store.Recipe;
import org.jspecify.annotations.Nullable;

/**
 * A unit, what it would be built from, and whether that exists.
 *
 * @param unit the unit
 * @param kind what it makes
 * @param recipe null as long as an input has not been built
 * @param manifest of the artifact if it is present
 * @param state present, missing or stale
 * @param reason why it is not present: the first field that differs, or the input that is missing
 */
public record PlannedUnit(
    WorkUnit unit,
    ArtifactKind kind,
    @Nullable Recipe recipe,
    @Nullable Manifest manifest,
    UnitState state,
    @Nullable String reason) {

  /** Null as long as an input has not been built. */
  public @Nullable Digest fingerprint() {
    return recipe == null ? null : recipe.fingerprint();
  }

  /**
   * Where its artifact lies, or will lie.
   *
   * @throws IllegalStateException as long as an input has not been built
   */
  public ArtifactRef requireRef() {
    if (recipe == null) {
      throw new IllegalStateException(unit.key() + " has no recipe yet");
    }
    return new ArtifactRef(kind, recipe.fingerprint());
  }

  /** Returns whether it can be computed now. */
  public boolean isReady() {
    return !state.isThere() && recipe != null;
  }
}
