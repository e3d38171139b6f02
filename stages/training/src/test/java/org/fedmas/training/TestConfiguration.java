package org.fedmas.training;

import java.util.Map;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.ConfigSource;

/** Configurations of tests, read as a user's are. */
final class TestConfiguration {

  private TestConfiguration() {}

  /** Returns a reader of these keys; all others have their defaults. */
  static ConfigReader reader(Map<String, String> keys) {
    ConfigSource source = ConfigSource.yaml("test", "", new ConfigProblems());
    keys.forEach((key, value) -> source.set(key + "=" + value));
    return ConfigReader.of(source);
  }

  /**
   * Returns the settings of these keys.
   *
   * @param assignments such as {@code training.loss=ce}
   * @throws org.fedmas.contract.error.ConfigException with every problem, if there is any
   */
  static TrainingSettings settings(String... assignments) {
    ConfigSource source = ConfigSource.yaml("test", "", new ConfigProblems());
    for (String assignment : assignments) {
      source.set(assignment);
    }
    ConfigReader reader = ConfigReader.of(source);
    TrainingSettings settings = TrainingSettings.read(reader);
    reader.finish();
    return settings;
  }
}
