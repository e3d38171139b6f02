package org.fedmas.tensors.checkpoint;

/** The reason to reject a file's content; checked, so that readers add the file and a remedy. */
final class UnusableCheckpoint extends Exception {

  private static final long serialVersionUID = 1L;

  private static final int LONGEST_QUOTE = 120;

  UnusableCheckpoint(String reason) {
    super(reason);
  }

  UnusableCheckpoint(String reason, Throwable cause) {
    super(reason, cause);
  }

  /** Returns text from the file with control characters replaced, short enough for a message. */
  static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .limit(LONGEST_QUOTE)
        .forEach(c -> quoted.appendCodePoint(Character.isISOControl(c) || c > 0xFFFF ? '?' : c));
    return quoted.append(text.length() > LONGEST_QUOTE ? "…\"" : "\"").toString();
  }
}
