package org.fedmas.pipeline.run.worker;

import java.util.function.Function;
import org.fedmas.contract.Stage;
import org.fedmas.contract.StageName;
import org.fedmas.contract.error.InterruptedRunException;
import org.fedmas.pipeline.run.control.RunControl;
import org.fedmas.pipeline.run.control.UnitTask;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.remote.RemoteFileSystems;

/** A runner of units, with the state that all units of a process share. */
public final class UnitRunner {

  private final Function<StageName, Stage> stages;
  private final RemoteFileSystems fileSystems;
  private final DurableFiles files;
  private final VerifiedInputs inputs = new VerifiedInputs();

  /** Creates a runner of the registered stages; file systems open artifacts behind an address. */
  public UnitRunner(RemoteFileSystems fileSystems) {
    this(StageRegistry::stage, fileSystems, DurableFiles.local());
  }

  /** Creates a runner of other stages, on other storage. */
  public UnitRunner(
      Function<StageName, Stage> stages, RemoteFileSystems fileSystems, DurableFiles files) {
    this.stages = stages;
    this.fileSystems = fileSystems;
    this.files = files;
  }

  /** Runs a unit and reports its outcome in the control folder; throws nothing. */
  @SuppressWarnings("CatchingUnchecked") // every error of a stage is the failure of its unit
  public void run(UnitTask task, RunControl control) {
    // a runner that lost a worker hands out its units a second time
    if (control.stopRequested() || control.outcomes().hasFailed(task.key())) {
      return;
    }
    try {
      control.heartbeats().started(task.key());
      new UnitAttempt(task, control, stages, fileSystems, files, inputs).run();
    } catch (InterruptedRunException e) {
      // the driver requested the stop
    } catch (Throwable e) {
      // a unit that a runner cancels has not failed
      if (!Thread.currentThread().isInterrupted()) {
        control.outcomes().failed(task.key(), e);
      }
    } finally {
      control.heartbeats().ended(task.key());
    }
  }
}
