package org.fedmas.contract;

import org.fedmas.contract.error.InterruptedRunException;

/** A listener to a unit's progress, called from the unit's thread after each batch or image. */
public interface UnitProgress {

  /**
   * Reports the number of images processed so far.
   *
   * @param done images so far
   * @param total images of the unit, 0 if unknown
   * @throws InterruptedRunException if the run stops; callers let the exception pass
   */
  void images(long done, long total);

  /** Returns a listener that ignores all reports and never stops the unit. */
  static UnitProgress none() {
    return (done, total) -> {};
  }
}
