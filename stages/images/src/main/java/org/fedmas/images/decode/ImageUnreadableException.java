package org.fedmas.images.decode;

/**
 * A failure to decode a file. The exception is checked, since each caller decides whether one bad
 * file ends the run or is excluded.
 */
public final class ImageUnreadableException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String file;
  private final String reason;

  /** Creates the failure of a file for a reason. */
  public ImageUnreadableException(String file, String reason) {
    super("cannot read image " + file + ": " + reason);
    this.file = file;
    this.reason = reason;
  }

  ImageUnreadableException(String file, String reason, Throwable cause) {
    super("cannot read image " + file + ": " + reason, cause);
    this.file = file;
    this.reason = reason;
  }

  /** Returns the name under which the bytes were given to the decoder. */
  public String file() {
    return file;
  }

  /** Returns the reason, without the file's name. */
  public String reason() {
    return reason;
  }
}
