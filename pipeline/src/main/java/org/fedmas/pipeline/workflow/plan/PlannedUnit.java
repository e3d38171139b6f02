package org.fedmas.pipeline.workflow.plan;

import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.Digest;
import org.fedmas.pipeline.workflow.WorkUnit;
import org.fedmas.store.Manifest;
import org.fedmas.store.Recipe;
import org.jspecify.annotations.Nullable;

/**
 * A unit with its recipe and the state of its artifact.
 *
 * @param recipe null as long as an input is not computed
 * @param manifest of the artifact if it is present
 * @param state present, missing or stale
 * @param reason why it is not present: the first recipe field that differs, or the missing input
 */
public record PlannedUnit(
    WorkUnit unit,
    ArtifactKind kind,
    @Nullable Recipe recipe,
    @Nullable Manifest manifest,
    UnitState state,
    @Nullable String reason) {

  /** Returns the recipe's fingerprint; null as long as an input is not computed. */
  public @Nullable Digest fingerprint() {
    return recipe == null ? null : recipe.fingerprint();
  }

  /**
   * Returns the address of its artifact, computed or not.
   *
   * @throws IllegalStateException as long as an input is not computed
   */
  public ArtifactRef requireRef() {
    if (recipe == null) {
      throw new IllegalStateException(unit.key() + " has no recipe yet");
    }
    return new ArtifactRef(kind, recipe.fingerprint());
  }

  /** Returns whether the unit is missing and can be computed now. */
  public boolean isReady() {
    return !state.isThere() && recipe != null;
  }
}
