package org.fedmas.pipeline.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.fedmas.contract.NameRule;
import org.fedmas.contract.error.ConfigException;

/**
 * The rule of run names, which are names of folders. Letters and digits of any script are allowed,
 * as well as dots, dashes and underscores. A run of a table of experiments has the name of the
 * table and a slash before its own.
 */
final class RunName {

  /** The longest name, so that the names of its files fit into the file system's 255 bytes. */
  private static final int MOST_BYTES = 150;

  /** The end of the name of results that were moved aside. */
  private static final String ASIDE = "@[0-9]{4}-[0-9T-]{14}Z(-[0-9]+)?$";

  private static final String KEPT = "[\\p{L}\\p{M}\\p{N}._-]";

  /** A name, or the name of a table of experiments before the slash. */
  private static final String PART = "[\\p{L}\\p{N}_-]" + KEPT + "*";

  private RunName() {}

  /** Returns the name of a run that has no other name: its configuration file, fold and seed. */
  static String of(Path config, int fold, long seed) {
    String file = NameRule.form(String.valueOf(config.getFileName()));
    StringBuilder name = new StringBuilder();
    file.replaceFirst("\\.ya?ml$", "").codePoints().forEach(point -> name.append(kept(point)));
    String whole = name + "-fold" + fold + "-seed" + seed;
    requireShort(whole);
    return whole;
  }

  /**
   * Returns a name that a user gave.
   *
   * @throws ConfigException if a folder cannot have it
   */
  static String checked(String given) {
    String name = NameRule.normal(given);
    String own = name.replaceFirst(ASIDE, "");
    if (!own.matches("(" + PART + "/)?" + PART)) {
      throw new ConfigException(
          "--run %s: expected letters, digits, dots, dashes and underscores, or <table>/<run>"
              .formatted(NameRule.shown(given)));
    }
    requireShort(own);
    return name;
  }

  private static void requireShort(String name) {
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_BYTES) {
      throw new ConfigException(
          "run %s…: found a name of %s bytes, expected at most %s; name the run with --run"
              .formatted(name.substring(0, 20), bytes, MOST_BYTES));
    }
  }

  /** Returns a character, or what stands for it; other symbols must not share one stand-in. */
  private static String kept(int point) {
    String text = Character.toString(point);
    if (text.matches(KEPT)) {
      return text;
    }
    return point < 0x80 ? "-" : "u" + Integer.toHexString(point);
  }
}
