package org.fedmas.contract;

import org.fedmas.contract.error.InterruptedRunException;

/** How a unit tells what it does; called once per batch or image, from the unit's thread. */
public interface UnitProgress {

  /**
   * So many images of this unit are done.
   *
   * @param done images so far
   * @param total images in all, 0 if unknown
   * @throws InterruptedRunException if the run is to stop; let it pass through
   */
  void images(long done, long total);

  /** Progress that nobody watches and that never stops. */
  static UnitProgress none() {
    return (done, total) -> {};
  }
}
