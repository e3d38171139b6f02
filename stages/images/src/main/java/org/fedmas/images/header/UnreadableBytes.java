package org.fedmas.images.header;

/** A reason why bytes cannot be decoded, before the file's name is known. */
public final class UnreadableBytes extends Exception {

  private static final long serialVersionUID = 1L;

  public UnreadableBytes(String reason) {
    super(reason);
  }

  public UnreadableBytes(String reason, Throwable cause) {
    super(reason, cause);
  }

  public String reason() {
    return String.valueOf(getMessage());
  }
}
