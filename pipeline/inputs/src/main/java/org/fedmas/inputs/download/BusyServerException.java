package org.fedmas.inputs.download;

import java.io.IOException;
import java.time.Duration;

/** The server cannot answer now, but may soon. */
final class BusyServerException extends IOException {

  private static final long serialVersionUID = 1L;

  /** How long it asks to wait, zero if it does not say. */
  final transient Duration wait;

  BusyServerException(int status, Duration wait) {
    super("the server answered " + status);
    this.wait = wait;
  }
}
