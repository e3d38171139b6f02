package org.fedmas.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.fedmas.contract.Digest;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.images.view.ViewSettings;
import org.fedmas.tables.image.ImageHeader;
import org.fedmas.tables.image.ImageRow;
import org.fedmas.tensors.input.ViewedImage;
import org.junit.jupiter.api.Test;

class ShardViewsTest {

  @Test
  void everyImageHasItsPlainAndItsStoredViews() {
    assertThat(batches(2, 2, 6)).containsExactly(List.of("0/0", "0/1", "0/2", "1/0", "1/1", "1/2"));
  }

  @Test
  void withoutStoredViewsOnlyThePlainOneIsLeft() {
    assertThat(batches(2, 0, 6)).containsExactly(List.of("0/0", "1/0"));
  }

  @Test
  void batchesEndBetweenTheViewsOfAnImage() {
    assertThat(batches(3, 1, 4))
        .containsExactly(List.of("0/0", "0/1", "1/0", "1/1"), List.of("2/0", "2/1"));
    assertThat(batches(2, 2, 4))
        .containsExactly(List.of("0/0", "0/1", "0/2", "1/0"), List.of("1/1", "1/2"));
  }

  @Test
  void anImageCanFillSeveralBatches() {
    assertThat(batches(1, 4, 2))
        .containsExactly(List.of("0/0", "0/1"), List.of("0/2", "0/3"), List.of("0/4"));
  }

  @Test
  void anEmptyShardHasNoBatch() {
    assertThat(batches(0, 2, 4)).isEmpty();
  }

  private static List<List<String>> batches(int images, int stored, int size) {
    ViewSettings views =
        ViewSettings.read(
            ConfigReader.of(
                ConfigSource.yaml(
                    "test", "features: {views: " + stored + "}", new ConfigProblems())));
    List<List<String>> batches = new ArrayList<>();
    new ShardViews(
            IntStream.range(0, images).mapToObj(ShardViewsTest::image).iterator(), views, size)
        .forEachRemaining(batch -> batches.add(batch.stream().map(ShardViewsTest::name).toList()));
    return batches;
  }

  private static String name(ViewedImage viewed) {
    return viewed.image().id() + "/" + viewed.view().number();
  }

  private static ImageRow image(int number) {
    String id = Integer.toString(number);
    return new ImageRow(new ImageHeader(id, 0, 0, null, 1, 1, Digest.of(id), 1, 1), new byte[3]);
  }
}
