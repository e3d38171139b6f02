package org.fedmas.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.fedmas.contract.random.RandomStream;

/**
 * Damage of tables and configurations: words that mean something to a reader, cuts, moved, doubled
 * and removed lines and cells, and binary damage.
 */
final class TextDamage {

  /** Separators, quotes, numbers at and beyond limits, paths, missing values and YAML's marks. */
  private static final List<String> WORDS =
      List.of(
          ",",
          ";",
          "\t",
          "\n",
          "\r",
          "\r\n",
          "\"",
          "'",
          "\"\"",
          ":",
          ": ",
          "- ",
          "#",
          " ",
          "  ",
          "&a ",
          "*a",
          "!!int ",
          "!x ",
          "<<: ",
          "|",
          ">",
          "?",
          "{",
          "}",
          "[",
          "]",
          "---\n",
          "...\n",
          "%",
          "@",
          "`",
          "~",
          "\\",
          "/",
          "../",
          "/etc",
          "./",
          ".",
          "nan",
          "NaN",
          "None",
          ".inf",
          "-.inf",
          "null",
          "true",
          "True",
          "0",
          "-1",
          "-0",
          "1e999",
          "1e-999",
          "0x7f",
          "0o17",
          "1_0",
          "99999999999999999999",
          "9223372036854775808",
          "2147483648",
          "0.1",
          "00",
          "\uFEFF",
          "\u0000",
          "\u0007",
          "\u0085",
          "\u2028",
          "\u200B",
          "e\u0301",
          "\u00E9",
          "İ",
          "ı",
          "٣",
          "\uD83D\uDE00",
          "\uFFFD");

  private static final int LONG = 5_000;

  private TextDamage() {}

  static byte[] apply(byte[] file, RandomStream random) {
    if (file.length == 0 || random.below(10) == 0) {
      return BinaryDamage.apply(file, random);
    }
    String text = new String(file, StandardCharsets.UTF_8);
    int at = random.below(text.length() + 1);
    String word = WORDS.get(random.below(WORDS.size()));
    return switch (random.below(8)) {
      case 0, 1 -> joined(text, at, word, at);
      case 2, 3 -> joined(text, at, word, cellEnd(text, at));
      case 4 -> joined(text, at, "", Math.min(text.length(), at + 1 + random.below(8)));
      case 5 -> joined(text, at, word.repeat(1 + random.below(LONG)), at);
      case 6 -> text.substring(0, at).getBytes(StandardCharsets.UTF_8);
      default -> lines(text, random);
    };
  }

  private static byte[] joined(String text, int from, String between, int to) {
    return (text.substring(0, from) + between + text.substring(to))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the end of the cell or the value at a place. */
  private static int cellEnd(String text, int at) {
    int end = at;
    while (end < text.length() && ",;\t\n:".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private static byte[] lines(String text, RandomStream random) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    int one = random.below(lines.size());
    int other = random.below(lines.size());
    switch (random.below(4)) {
      case 0 -> lines.add(other, lines.get(one));
      case 1 -> lines.remove(one);
      case 2 -> Collections.swap(lines, one, other);
      default -> lines.set(one, "  " + lines.get(one));
    }
    return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
  }
}
