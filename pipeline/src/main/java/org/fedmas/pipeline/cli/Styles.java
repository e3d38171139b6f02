package org.fedmas.pipeline.cli;

import org.fedmas.contract.error.ConfigException;
import org.fedmas.pipeline.cli.progress.ProgressStyle;

/** The values of {@code --progress}. */
final class Styles {

  private Styles() {}

  static ProgressStyle of(String progress) {
    return switch (progress) {
      case "auto" ->
          Boolean.getBoolean("fedmas.terminal") ? ProgressStyle.BAR : ProgressStyle.LINES;
      case "plain" -> ProgressStyle.LINES;
      case "none" -> ProgressStyle.NONE;
      default ->
          throw new ConfigException("--progress " + progress + ": expected auto, plain or none");
    };
  }
}
