package org.fedmas.inputs.download;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;

/** Counts failures in a row; any new byte makes it start again. */
final class Patience {

  private static final int OFFLINE = 3;

  private final DownloadSettings settings;
  private long mark;
  private int failures;

  Patience(DownloadSettings settings, long written) {
    this.settings = settings;
    this.mark = written;
  }

  /**
   * Waits before the next request.
   *
   * @param written bytes that are there; only more than ever before counts as progress, so that a
   *     server that always starts anew does not go on for ever
   * @throws DownloadFailedException if there were too many failures
   */
  void failed(String address, long written, IOException cause)
      throws DownloadFailedException, InterruptedException {
    if (written > mark) {
      mark = written;
      failures = 0;
    }
    failures++;
    // who has not reached the server at all is offline, and waits in vain
    boolean offline = mark == 0 && cause.getCause() instanceof ConnectException;
    if (failures >= (offline ? Math.min(OFFLINE, settings.attempts()) : settings.attempts())) {
      throw new DownloadFailedException(
          address + ": gave up after " + failures + " attempts; the last one: " + reason(cause),
          cause);
    }
    Duration pause = settings.pauseAfter(failures);
    if (cause instanceof BusyServerException busy && busy.wait.compareTo(pause) > 0) {
      pause = busy.wait;
    }
    Thread.sleep(pause.toMillis());
  }

  private static String reason(IOException cause) {
    String text = cause.getMessage();
    Throwable deeper = cause.getCause();
    return text != null
        ? text
        : cause.getClass().getSimpleName() + (deeper == null ? "" : " (" + deeper + ")");
  }
}
