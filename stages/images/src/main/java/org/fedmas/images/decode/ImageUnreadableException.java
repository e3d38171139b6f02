package org.fedmas.images.decode;

/**
 * A file that cannot be turned into pixels. Checked, since whoever reads a folder of images has to
 * decide whether one bad file ends the run or is counted and left out.
 */
public final class ImageUnreadableException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String file;
  private final String reason;

  /** Creates a file and what is wrong with it. */
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

  /** What is wrong with the bytes, without the file's name. */
  public String reason() {
    return reason;
  }
}
