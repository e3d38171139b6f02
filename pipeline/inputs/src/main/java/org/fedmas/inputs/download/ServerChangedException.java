package org.fedmas.inputs.download;

import java.io.IOException;

/** The server no longer offers the file, or the ranges, that this download began with. */
final class ServerChangedException extends IOException {

  private static final long serialVersionUID = 1L;

  ServerChangedException(String message) {
    super(message);
  }
}
