package org.fedmas.inputs.archive;

import java.io.IOException;

/** A failure to unpack an archive that is damaged or possibly an attack. */
public final class UnsafeArchiveException extends IOException {

  UnsafeArchiveException(String message) {
    super(message);
  }

  UnsafeArchiveException(String message, Throwable cause) {
    super(message, cause);
  }
}
