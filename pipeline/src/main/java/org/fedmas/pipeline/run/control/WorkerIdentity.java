package org.fedmas.pipeline.run.control;

import org.fedmas.store.file.Owner;
import org.jspecify.annotations.Nullable;

/**
 * The process that runs a unit.
 *
 * @param name process id and host
 * @param log the log file on that host; null for the driver and for processes without one
 */
public record WorkerIdentity(String name, @Nullable String log) {

  /** Returns the identity of this process; Flink passes the log file to its processes. */
  public static WorkerIdentity current() {
    return new WorkerIdentity(Owner.current().toString(), System.getProperty("log.file"));
  }

  @Override
  public String toString() {
    return log == null ? name : name + ", log " + log;
  }
}
