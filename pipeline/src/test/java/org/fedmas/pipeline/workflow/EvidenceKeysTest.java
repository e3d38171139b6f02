package org.fedmas.pipeline.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.results.score.EvidenceSettings;
import org.junit.jupiter.api.Test;

/** Tests of the keys {@code report.*} that decide about scores of groups and subgroups. */
class EvidenceKeysTest {

  private static EvidenceSettings read(String... assignments) {
    ConfigSource source = ConfigSource.yaml("test", "", new ConfigProblems());
    for (String assignment : assignments) {
      source.set(assignment);
    }
    return Settings.read(source).evaluation().evidence();
  }

  @Test
  void isicHasThresholdsOfItsOwn() {
    assertThat(read("dataset.kind=flamby-isic")).isEqualTo(new EvidenceSettings(1500, 300, 10));
  }

  @Test
  void otherDataSetsHaveTheUsualThresholds() {
    assertThat(read("dataset.kind=hyper-kvasir", "partition.kind=iid"))
        .isEqualTo(new EvidenceSettings(100, 20, 10));
  }

  @Test
  void thresholdsAreConfigurable() {
    assertThat(read("report.many-above=50", "report.few-below=50", "report.minimum-cell=5"))
        .isEqualTo(new EvidenceSettings(50, 50, 5));
  }

  @Test
  void aLowUpperThresholdLowersTheOther() {
    assertThat(read("report.many-above=50")).isEqualTo(new EvidenceSettings(50, 50, 10));
  }

  @Test
  void theLowerThresholdIsNotAboveTheUpper() {
    assertThatThrownBy(() -> read("report.many-above=50", "report.few-below=51"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("report.few-below: found 51");
  }
}
