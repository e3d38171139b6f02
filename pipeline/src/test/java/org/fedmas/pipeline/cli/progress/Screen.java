package org.fedmas.pipeline.cli.progress;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A terminal of 80 columns that interprets the escape codes of the display. */
final class Screen {

  private static final int COLUMNS = 80;
  private static final Pattern CODE = Pattern.compile("\u001b\\[(\\??)(\\d*)([A-Za-z])");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(bytes, true, UTF_8);

  PrintStream stream() {
    return stream;
  }

  /** Returns the visible part of a line that is not wrapped. */
  static String cut(String line) {
    return line.length() <= COLUMNS
        ? line
        : line.substring(0, COLUMNS - 1) + line.charAt(line.length() - 1);
  }

  /** Returns the visible lines, except for empty ones at the end. */
  List<String> lines() {
    List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
    int row = 0;
    int column = 0;
    boolean wraps = true;
    String text = bytes.toString(UTF_8);
    Matcher code = CODE.matcher(text);
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\u001b') {
        if (!code.find(at) || code.start() != at) {
          throw new AssertionError("an unknown code: " + text.substring(at + 1));
        }
        switch (code.group(1) + code.group(3)) {
          case "A" -> row = Math.max(0, row - Integer.parseInt(code.group(2)));
          case "J" -> {
            lines.subList(row + 1, lines.size()).clear();
            lines.get(row).setLength(column);
          }
          case "?l", "?h" -> wraps = code.group(3).equals("h");
          default -> throw new AssertionError("an unknown code: " + code.group());
        }
        at = code.end() - 1;
      } else if (c == '\r') {
        column = 0;
      } else if (c == '\n') {
        row++;
        column = 0;
      } else {
        if (column == COLUMNS && wraps) {
          row++;
          column = 0;
        }
        column = Math.min(column, COLUMNS - 1);
        while (lines.size() <= row) {
          lines.add(new StringBuilder());
        }
        StringBuilder line = lines.get(row);
        line.setLength(Math.max(line.length(), column + 1));
        line.setCharAt(column++, c);
      }
      while (lines.size() <= row) {
        lines.add(new StringBuilder());
      }
    }
    List<String> seen = new ArrayList<>(lines.stream().map(StringBuilder::toString).toList());
    while (!seen.isEmpty() && seen.get(seen.size() - 1).isEmpty()) {
      seen.remove(seen.size() - 1);
    }
    return seen;
  }
}
