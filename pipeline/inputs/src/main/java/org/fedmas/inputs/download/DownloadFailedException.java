package org.fedmas.inputs.download;

import java.io.IOException;

/** A download that gave up; what has arrived is kept, the message says why it ended. */
public final class DownloadFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  DownloadFailedException(String message) {
    super(message);
  }

  DownloadFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
