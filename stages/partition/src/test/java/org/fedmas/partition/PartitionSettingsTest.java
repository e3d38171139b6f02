package org.fedmas.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.partition.split.LabelledImage;
import org.fedmas.tables.image.OfficialPlace;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.junit.jupiter.api.Test;

/** The seeds of folds, validation images and simulated clients, and their places in recipes. */
class PartitionSettingsTest {

  private static final String SIMULATED = "{split: {kind: random%s}, partition: {kind: iid%s}%s}";

  @Test
  void theSeedOfTheRunChangesNothing() {
    assertThat(rows(", seed: 7", "", "")).isNotEqualTo(rows("", "", ""));
    assertThat(rows("", "", ", seed: 7")).isEqualTo(rows("", "", ""));
  }

  @Test
  void theSplitSeedLeavesClientsAsTheyAre() {
    assertThat(clients(rows(", seed: 7", "", ""))).isEqualTo(clients(rows("", "", "")));
    assertThat(clients(rows("", ", seed: 7", ""))).isNotEqualTo(clients(rows("", "", "")));
  }

  @Test
  void theSplitSeedChoosesTheValidationImages() {
    String official = "{split: {kind: official, seed: %s}}";
    List<PartitionRow> one = settings(official.formatted(1)).rows(images());
    List<PartitionRow> two = settings(official.formatted(2)).rows(images());
    assertThat(part(one, Part.VALIDATION)).isNotEqualTo(part(two, Part.VALIDATION));
    assertThat(part(one, Part.TEST)).isEqualTo(part(two, Part.TEST));
  }

  @Test
  void recipesHoldSeedsOtherThanTheDefault() {
    assertThat(recipe("{partition: {kind: iid, seed: 3}, split: {seed: 2}}"))
        .contains("partition.seed", "split.seed");
    assertThat(recipe("{partition: {kind: dirichlet, minimum: 0}, seed: 5}"))
        .doesNotContain("partition.seed", "partition.minimum", "split.seed", "seed");
  }

  @Test
  void recipesHoldNoSeedWhereNothingIsDrawn() {
    assertThat(recipe("{split: {seed: 2}, evaluation: {selection: test}}"))
        .doesNotContain("split.seed", "evaluation.validation-fraction");
  }

  @Test
  void theLastRoundMayBeSelectedWithoutValidationImages() {
    String keys = "{evaluation: {selection: last, validation-fraction: %s}}";
    assertThat(part(settings(keys.formatted(0)).rows(images()), Part.VALIDATION)).isEmpty();
    assertThat(settings(keys.formatted(0.1)).rows(images()))
        .isEqualTo(settings("{}").rows(images()));
  }

  private static Set<String> recipe(String yaml) {
    ConfigReader reader = reader(yaml);
    PartitionSettings.read(reader);
    Config whole = reader.recorded();
    return new PartitionStage().recipeConfig(ArtifactKind.PARTITION, whole).values().keySet();
  }

  private static List<PartitionRow> rows(String split, String partition, String more) {
    return settings(SIMULATED.formatted(split, partition, more)).rows(images());
  }

  private static PartitionSettings settings(String yaml) {
    return PartitionSettings.read(reader(yaml));
  }

  private static ConfigReader reader(String yaml) {
    return ConfigReader.of(ConfigSource.yaml("test.yaml", yaml, new ConfigProblems()));
  }

  private static List<Integer> clients(List<PartitionRow> rows) {
    return rows.stream()
        .sorted(Comparator.comparing(PartitionRow::imageId))
        .map(PartitionRow::client)
        .toList();
  }

  private static List<String> part(List<PartitionRow> rows, Part part) {
    return rows.stream().filter(row -> row.part() == part).map(PartitionRow::imageId).toList();
  }

  private static List<LabelledImage> images() {
    List<LabelledImage> images = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      images.add(
          new LabelledImage(
              "image%03d".formatted(i),
              i % 3,
              i % 4,
              null,
              i % 5 == 0 ? OfficialPlace.TEST : OfficialPlace.TRAIN));
    }
    return images;
  }
}
