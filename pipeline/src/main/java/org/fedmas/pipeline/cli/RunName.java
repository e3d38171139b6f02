package org.fedmas.pipeline.cli;

import java.nio.file.Path;
import org.fedmas.contract.NameRule;
import org.fedmas.contract.error.ConfigException;

/** The rule of run names, which are names of folders: letters and digits of any script, and ._- */
final class RunName {

  private static final String KEPT = "[\\p{L}\\p{M}\\p{N}._-]";

  private RunName() {}

  /** Returns the name of a run that has no other name: its configuration file, fold and seed. */
  static String of(Path config, int fold, long seed) {
    String file = NameRule.form(String.valueOf(config.getFileName()));
    StringBuilder name = new StringBuilder();
    file.replaceFirst("\\.ya?ml$", "").codePoints().forEach(point -> name.append(kept(point)));
    return name + "-fold" + fold + "-seed" + seed;
  }

  /**
   * Returns a name that a user gave.
   *
   * @throws ConfigException if a folder cannot have it
   */
  static String checked(String given) {
    String name = NameRule.normal(given);
    if (!name.matches("[\\p{L}\\p{N}_-]" + KEPT + "*")) {
      throw new ConfigException(
          "--run %s: expected letters, digits, dots, dashes and underscores"
              .formatted(NameRule.shown(given)));
    }
    return name;
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
