package org.fedmas.pipeline.executors.beam;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/** A worker that must not compute the driver's units, however often the job is restarted. */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
final class RefusedWorkerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RefusedWorkerException(String message) {
    super(message);
  }
}
