package org.fedmas.inputs.archive;

import java.io.IOException;

/** An archive that is damaged, or that tries what no honest archive does. */
public final class UnsafeArchiveException extends IOException {

  private static final long serialVersionUID = 1L;

  UnsafeArchiveException(String message) {
    super(message);
  }

  UnsafeArchiveException(String message, Throwable cause) {
    super(message, cause);
  }
}
