package org.fedmas.contract;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * The rule of names of classes, clients, images and runs. A name is text that Java could decode, in
 * Unicode's normal form NFC, without white space around it.
 */
public final class NameRule {

  /** The character in place of bytes that are not text in the encoding of file names. */
  private static final char REPLACEMENT = '\uFFFD';

  private static final String NUMBER = "[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?";

  private NameRule() {}

  /**
   * Returns whether Java could decode a text that came from a file name or an argument. Without a
   * UTF-8 locale, question marks may stand for other characters and are refused too.
   */
  public static boolean isDecoded(String text) {
    return text.indexOf(REPLACEMENT) < 0 && (isUtf8() || text.indexOf('?') < 0);
  }

  /** Returns whether Java reads and writes file names and arguments as UTF-8. */
  public static boolean isUtf8() {
    return encoding().equalsIgnoreCase("UTF-8");
  }

  /** Returns the encoding of file names and arguments, which follows from the locale. */
  public static String encoding() {
    return System.getProperty("sun.jnu.encoding", "UTF-8");
  }

  /** Returns the name that a text stands for: NFC, without white space around it. */
  public static String normal(String text) {
    String form = form(text);
    int start = 0;
    int end = form.length();
    while (start < end && isBlank(form.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(form.charAt(end - 1))) {
      end--;
    }
    return form.substring(start, end);
  }

  /** Returns a text in normal form NFC. */
  public static String form(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /**
   * Returns a key that is equal for names which people take for one another: they differ in case,
   * white space, Unicode form or the writing of a number.
   */
  public static String likeness(String name) {
    Optional<BigDecimal> number = number(normal(name));
    if (number.isPresent()) {
      return number.get().stripTrailingZeros().toString();
    }
    String compatible = Normalizer.normalize(name, Normalizer.Form.NFKC);
    StringBuilder key = new StringBuilder();
    boolean gap = false;
    for (char c : compatible.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).toCharArray()) {
      if (isBlank(c)) {
        gap = true;
      } else {
        key.append(gap && !key.isEmpty() ? " " : "").append(c);
        gap = false;
      }
    }
    return Normalizer.normalize(key, Normalizer.Form.NFKC);
  }

  /** Returns the value of a name that is a number; empty for other names. */
  public static Optional<BigDecimal> number(String name) {
    return name.matches(NUMBER) ? Optional.of(new BigDecimal(name)) : Optional.empty();
  }

  /** Returns a name for a message; characters that look alike or cannot be seen are escaped. */
  public static String shown(String name) {
    StringBuilder escaped = new StringBuilder();
    boolean isPlain = name.equals(name.strip()) && name.equals(form(name));
    for (char c : name.toCharArray()) {
      boolean isHidden = Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
      isPlain &= c == ' ' || (!isHidden && !isBlank(c));
      escaped.append(
          c >= ' ' && c < 0x7F
              ? String.valueOf(c)
              : String.format(Locale.ROOT, "\\u%04x", (int) c));
    }
    return isPlain ? name : "\"" + escaped + "\"";
  }

  /** Returns whether a character is white space of any kind, also without width. */
  private static boolean isBlank(char c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || c == '\uFEFF'
        || c == '\u200B'
        || c == '\u00AD';
  }
}
