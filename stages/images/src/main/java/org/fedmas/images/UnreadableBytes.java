package org.fedmas.images;

/** What is wrong with the bytes of an image, before the file's name is known. */
final class UnreadableBytes extends Exception {

  private static final long serialVersionUID = 1L;

  UnreadableBytes(String reason) {
    super(reason);
  }

  UnreadableBytes(String reason, Throwable cause) {
    super(reason, cause);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
