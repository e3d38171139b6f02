package org.fedmas.contract.config;

import java.util.OptionalLong;

/** Numbers of bytes as people write them: {@code 500m}, {@code 16g}, {@code 2t}. */
public final class ByteSize {

  /** For messages that say what was expected. */
  public static final String EXAMPLES = "a size such as 500m, 16g or 2t";

  private ByteSize() {}

  /** Returns the number of bytes; empty if the text is not a size. */
  public static OptionalLong parse(String text) {
    if (!text.matches("\\d{1,9}[mgtMGT]")) {
      return OptionalLong.empty();
    }
    long number = Long.parseLong(text.substring(0, text.length() - 1));
    return OptionalLong.of(
        switch (Character.toLowerCase(text.charAt(text.length() - 1))) {
          case 'm' -> number << 20;
          case 'g' -> number << 30;
          default -> number << 40;
        });
  }
}
