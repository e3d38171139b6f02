package org.fedmas.tensors.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fedmas.contract.ClassCounts;
import org.fedmas.contract.ClassMeans;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Digest;
import org.fedmas.contract.Round;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.images.ImageSize;
import org.fedmas.images.RgbImage;
import org.fedmas.images.view.View;
import org.fedmas.images.view.ViewSettings;
import org.junit.jupiter.api.Test;

class PriorPlanTest {

  private static final String PUBLISHED =
      "prior: {coverage: full-batches, view: drawn}\nfeatures: {views: online}\n"
          + "training: {batch-size: 16}\n";

  private static final ClientId CLIENT = new ClientId(2);

  @Test
  void byDefaultEveryImageIsUsedOnceUnaugmented() {
    List<PreparedImage> images = images(131);
    List<ViewedImage> seen = new ArrayList<>();
    batches("", images, 1).forEach(seen::addAll);
    assertThat(seen.stream().map(ViewedImage::image)).isEqualTo(images);
    assertThat(seen.stream().map(ViewedImage::view)).containsOnly(new View.Plain());
    ClassMeans means = new ClassMeans(2);
    seen.forEach(viewed -> means.add(viewed.image().label(), 1.5));
    assertThat(plan("").classPrior(means, counts(images))).containsExactly(1.5, 1.5);
  }

  @Test
  void publishedBatchesAreShuffledAndFull() {
    List<PreparedImage> images = images(37);
    List<List<ViewedImage>> batches = batches(PUBLISHED, images, 1);
    assertThat(batches).hasSize(2).allMatch(batch -> batch.size() == 16);
    List<PreparedImage> seen =
        batches.stream().flatMap(List::stream).map(ViewedImage::image).toList();
    assertThat(seen).doesNotHaveDuplicates().isNotEqualTo(images.subList(0, 32));
    assertThat(batches(PUBLISHED, images, 1)).isEqualTo(batches);
    assertThat(batches(PUBLISHED, images, 2)).isNotEqualTo(batches);
    assertThat(batches.get(0)).allMatch(viewed -> viewed.view() instanceof View.Fresh);

    ClassMeans means = new ClassMeans(2);
    int[] perClass = new int[2];
    for (PreparedImage image : seen) {
      means.add(image.label(), 2);
      perClass[image.label()]++;
    }
    ClassCounts counts = counts(images);
    double[] prior = plan(PUBLISHED).classPrior(means, counts);
    for (int c = 0; c < 2; c++) {
      assertThat(prior[c]).isCloseTo(2.0 * perClass[c] / counts.count(c), within(1e-12));
    }
    assertThat(prior[0] + prior[1]).isLessThan(4);
  }

  @Test
  void aClientSmallerThanABatchHasNoPublishedBatch() {
    List<PreparedImage> images = images(9);
    assertThat(batches(PUBLISHED, images, 1)).isEmpty();
    assertThat(plan(PUBLISHED).classPrior(new ClassMeans(2), counts(images))).containsExactly(0, 0);
    assertThat(batches("", images, 1)).hasSize(1);
  }

  @Test
  void noBatchHasASingleImage() {
    for (int n = 2; n < 200; n++) {
      List<List<ViewedImage>> batches = batches("", images(n), 1);
      assertThat(batches).allMatch(batch -> batch.size() > 1);
      assertThat(batches.stream().mapToInt(List::size).sum()).isEqualTo(n);
    }
  }

  @Test
  void drawnViewsAreStoredViewsIfAny() {
    String drawn = "prior: {view: drawn}\nfeatures: {views: 3}\n";
    Set<Integer> numbers = new HashSet<>();
    for (int round = 1; round < 6; round++) {
      batches(drawn, images(40), round)
          .forEach(batch -> batch.forEach(viewed -> numbers.add(viewed.view().number())));
    }
    assertThat(numbers).containsExactlyInAnyOrder(1, 2, 3);
  }

  @Test
  void recipesHoldOnlyKeysWithEffect() {
    assertThat(read("")).containsExactly("prior.coverage", "prior.view");
    assertThat(read(PUBLISHED)).contains("prior.view", "seed", "training.batch-size");
  }

  @Test
  void rejectsViewsThatAreNotStored() {
    for (String yaml :
        new String[] {
          "prior: {view: 5}\n", "prior: {view: 1}\nfeatures: {views: online}\n", "prior: {view: x}"
        }) {
      assertThatExceptionOfType(ConfigException.class)
          .as(yaml)
          .isThrownBy(() -> config(yaml))
          .withMessageContaining("prior.view")
          .withMessageContaining("drawn");
    }
  }

  private static Set<String> read(String yaml) {
    ConfigReader reader = reader(yaml);
    PriorPlan.read(reader);
    return reader.recorded().values().keySet();
  }

  private static List<List<ViewedImage>> batches(
      String yaml, List<PreparedImage> images, int round) {
    ViewSettings views = ViewSettings.read(ConfigReader.of(config(yaml)));
    return plan(yaml).batches(images, views, new Round(round), CLIENT);
  }

  private static PriorPlan plan(String yaml) {
    return PriorPlan.read(reader(yaml));
  }

  private static Config config(String yaml) {
    ConfigReader reader = reader(yaml);
    ViewSettings.read(reader);
    PriorPlan.read(reader);
    reader.integer("training.batch-size", 64, 2, 65_536);
    reader.whole("seed", 0, 0, Long.MAX_VALUE);
    return reader.finish();
  }

  private static ConfigReader reader(String yaml) {
    return ConfigReader.of(ConfigSource.yaml("some.yaml", yaml, new ConfigProblems()));
  }

  private static ClassCounts counts(List<PreparedImage> images) {
    return ClassCounts.ofLabels(images.stream().mapToInt(PreparedImage::label).toArray(), 2);
  }

  private static List<PreparedImage> images(int n) {
    List<PreparedImage> images = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      images.add(
          new PreparedImage(
              "image" + i,
              i % 2,
              Digest.of("image" + i),
              new ImageSize(20, 10),
              () -> new RgbImage(1, 1, new byte[3])));
    }
    return images;
  }
}
