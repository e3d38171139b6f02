package org.fedmas.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Text files that people write: UTF-8, with or without a byte order mark. */
public final class TextFile {

  /** More than any table or configuration has; other files are not read into memory. */
  private static final long MOST_BYTES = 1L << 30;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private TextFile() {}

  /**
   * Returns the text of a file, without its byte order mark.
   *
   * @throws IOException with a message for users that does not name the file: what was found, what
   *     was expected, what to do
   */
  public static String read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("found a folder, expected a text file");
    }
    byte[] bytes;
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IOException(
            "found %s bytes, expected a text file of at most 1 GiB".formatted(Files.size(file)));
      }
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new IOException("the file does not exist; check the path", e);
    } catch (AccessDeniedException e) {
      throw new IOException("permission denied; check who may read the file", e);
    }
    String other = TextEncoding.marked(bytes);
    if (!other.isEmpty()) {
      throw notUtf8(other, null);
    }
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw notUtf8(TextEncoding.guessed(bytes), e);
    }
  }

  private static IOException notUtf8(
      String found, @org.jspecify.annotations.Nullable Exception cause) {
    return new IOException(
        "found %s, expected text in UTF-8; save it as UTF-8".formatted(found), cause);
  }
}
