package org.fedmas.pipeline.run;

import org.fedmas.contract.UnitKey;
import org.fedmas.contract.UnitProgress;
import org.fedmas.contract.error.InterruptedRunException;

/** Passes a unit's progress on through the run's control folder, a few times a second at most. */
final class ReportingProgress implements UnitProgress {

  private static final long INTERVAL_NANOS = 250_000_000L;

  private final RunControl control;
  private final UnitKey unit;
  private long next = System.nanoTime();

  ReportingProgress(RunControl control, UnitKey unit) {
    this.control = control;
    this.unit = unit;
  }

  @Override
  public void images(long done, long total) {
    long now = System.nanoTime();
    if (now - next < 0) {
      return;
    }
    next = now + INTERVAL_NANOS;
    if (control.stopRequested()) {
      throw new InterruptedRunException(unit + " was stopped");
    }
    control.beat(unit, done, total);
  }
}
