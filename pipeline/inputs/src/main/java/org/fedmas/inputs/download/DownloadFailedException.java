package org.fedmas.inputs.download;

import java.io.IOException;

/** A download that ended without the whole file; the bytes received so far are kept. */
public final class DownloadFailedException extends IOException {

  DownloadFailedException(String message) {
    super(message);
  }

  DownloadFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
