package org.fedmas.images.decode;

import org.jspecify.annotations.Nullable;

/**
 * A failure to decode a file. The exception is checked, since each caller decides whether one bad
 * file ends the run or is excluded.
 */
public final class ImageUnreadableException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;

  /** Creates the failure of a file for a reason. */
  public ImageUnreadableException(String file, String reason) {
    this(file, reason, null);
  }

  ImageUnreadableException(String file, String reason, @Nullable Throwable cause) {
    super("cannot read image " + file + ": " + reason, cause);
    this.reason = reason;
  }

  /** Returns the reason, without the file's name. */
  public String reason() {
    return reason;
  }
}
