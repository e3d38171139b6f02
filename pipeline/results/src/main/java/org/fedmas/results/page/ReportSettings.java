package org.fedmas.results.page;

import org.fedmas.contract.config.Config;
import org.fedmas.contract.config.ConfigReader;

/**
 * The keys {@code report.*} of a run's page. No artifact depends on them.
 *
 * @param images whether the page has pictures of test images
 */
public record ReportSettings(boolean images) {

  /** Reads the section. */
  public static ReportSettings read(ConfigReader reader) {
    return new ReportSettings(reader.flag("report.images", false));
  }

  /** Returns the settings of a recorded configuration, which may be older than the keys. */
  static ReportSettings of(Config recorded) {
    return read(ConfigReader.of(recorded).added());
  }
}
