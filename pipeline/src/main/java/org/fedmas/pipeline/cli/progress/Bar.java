package org.fedmas.pipeline.cli.progress;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A progress bar with lines of text below, redrawn in place. Other text may be written to the
 * terminal only after {@link #clear}.
 */
final class Bar {

  private static final int CELLS = 24;

  /** Escape code that cuts lines at the edge: a wrapped line would need more steps back up. */
  private static final String CUT = "\u001b[?7l";

  private static final String WRAP = "\u001b[?7h";
  private static final String ERASE_BELOW = "\r\u001b[J";

  private final PrintStream out;
  private int drawn;

  Bar(PrintStream out) {
    this.out = out;
  }

  /** Replaces the bar, of which a share from 0 to 1 is completed, and the lines below. */
  void draw(double share, String text, List<String> below) {
    int full = (int) (share * CELLS);
    String rest = full < CELLS ? ">" + " ".repeat(CELLS - full - 1) : "";
    List<String> lines = new ArrayList<>(below);
    lines.add(
        0,
        String.format(
            Locale.ROOT, "  %3d%% [%s%s] %s", (int) (share * 100), "=".repeat(full), rest, text));
    print(back() + String.join("\n", lines) + "\n");
    drawn = lines.size();
  }

  /** Erases the bar and the lines below. */
  void clear() {
    if (drawn > 0) {
      print(back());
      drawn = 0;
    }
  }

  private String back() {
    return (drawn > 0 ? "\u001b[" + drawn + "A" : "") + ERASE_BELOW;
  }

  private void print(String text) {
    out.print(CUT + text + WRAP);
    out.flush();
  }
}
