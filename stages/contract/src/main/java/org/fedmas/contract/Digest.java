package org.fedmas.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 checksum in 64 lower-case hexadecimal digits. */
public record Digest(String hex) implements Comparable<Digest> {

  private static final String PREFIX = "sha256:";
  private static final int DIGITS = 64;

  public Digest {
    if (!isHex(hex)) {
      throw new IllegalArgumentException("not a SHA-256 in hexadecimal: " + hex);
    }
  }

  /** Returns whether a text is a SHA-256 in lower-case hexadecimal digits. */
  public static boolean isHex(String text) {
    if (text.length() != DIGITS) {
      return false;
    }
    for (int i = 0; i < DIGITS; i++) {
      char digit = text.charAt(i);
      if (!(digit >= '0' && digit <= '9') && !(digit >= 'a' && digit <= 'f')) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether a text has the form that {@link #toString()} writes. */
  public static boolean isWritten(String text) {
    return text.startsWith(PREFIX) && isHex(text.substring(PREFIX.length()));
  }

  /** Returns the digest of these bytes. */
  public static Digest of(byte[] bytes) {
    return new Digest(HexFormat.of().formatHex(sha256().digest(bytes)));
  }

  /** Returns the digest of the concatenated arrays. */
  public static Digest of(Iterable<byte[]> parts) {
    MessageDigest sha256 = sha256();
    parts.forEach(sha256::update);
    return new Digest(HexFormat.of().formatHex(sha256.digest()));
  }

  /** Returns the digest of this text in UTF-8. */
  public static Digest of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the digest of a file's bytes, read in blocks. */
  public static Digest of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return ofCopied(in, OutputStream.nullOutputStream());
    }
  }

  /** Copies a stream to its end and returns the digest of the copied bytes. */
  public static Digest ofCopied(InputStream in, OutputStream out) throws IOException {
    MessageDigest sha256 = sha256();
    byte[] block = new byte[1 << 16];
    for (int n = in.read(block); n >= 0; n = in.read(block)) {
      sha256.update(block, 0, n);
      out.write(block, 0, n);
    }
    return new Digest(HexFormat.of().formatHex(sha256.digest()));
  }

  /** Reads the form that {@link #toString()} writes. */
  @JsonCreator
  public static Digest parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("expected " + PREFIX + "…, found " + text);
    }
    return new Digest(text.substring(PREFIX.length()));
  }

  /** Returns the first 64 bits, used as the key of random streams. */
  public long prefix() {
    return Long.parseUnsignedLong(hex.substring(0, 16), 16);
  }

  @Override
  public int compareTo(Digest other) {
    return hex.compareTo(other.hex);
  }

  /** Returns {@code sha256:} followed by the hexadecimal digits. */
  @Override
  @JsonValue
  public String toString() {
    return PREFIX + hex;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
