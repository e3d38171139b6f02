package org.fedmas.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.fedmas.contract.Federation;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.images.RgbImage;
import org.fedmas.tables.summary.ImageStatistics;
import org.fedmas.tables.summary.ShardSummary;
import org.fedmas.tables.summary.Summary;
import org.fedmas.tables.summary.UnreadableImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PixelStatisticsTest {

  private static final Federation TWO = new Federation(List.of("A", "B", "C"), List.of("X", "Y"));

  @TempDir Path folder;

  @Test
  void meansAndDeviationsAreThoseOfAllPixels() throws Exception {
    List<RgbImage> images = new ArrayList<>();
    List<Path> shards = new ArrayList<>();
    for (int shard = 0; shard < 3; shard++) {
      PixelSums sums = new PixelSums(3);
      for (int i = 0; i < 2 + shard; i++) {
        RgbImage image = noise(7 + i, 5, 10 * shard + i);
        sums.add(i % 3, image);
        images.add(image);
      }
      shards.add(write("s" + shard, 0, sums, List.of()));
    }
    ImageStatistics statistics = PixelStatistics.of(TWO, shards);

    ImageStatistics.Group client = statistics.clients().get(0);
    assertThat(client.images()).isEqualTo(images.size());
    assertThat(client.classCounts()).containsExactly(4, 3, 2);
    for (int channel = 0; channel < 3; channel++) {
      double[] values = values(images, channel);
      double mean = java.util.Arrays.stream(values).average().orElseThrow();
      double variance =
          java.util.Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
      assertThat(client.mean().get(channel)).isCloseTo(mean, within(1e-12));
      assertThat(client.standardDeviation().get(channel))
          .isCloseTo(Math.sqrt(variance), within(1e-12));
    }
    assertThat(statistics.all().mean()).isEqualTo(client.mean());

    Collections.reverse(shards);
    assertThat(PixelStatistics.of(TWO, shards)).isEqualTo(statistics);
  }

  @Test
  void aClientWithoutImagesHasNoMean() throws Exception {
    Path shard =
        write("s", 1, new PixelSums(3), List.of(new UnreadableImage("a", "the file is empty")));
    ImageStatistics statistics = PixelStatistics.of(TWO, List.of(shard));
    assertThat(statistics.clients().get(1).unreadable()).isEqualTo(1);
    assertThat(statistics.clients().get(1).mean()).isNull();
    assertThat(statistics.all().standardDeviation()).isNull();
    statistics.write(folder);
    assertThat(Summary.read(folder, ImageStatistics.class)).isEqualTo(statistics);
  }

  @Test
  void sumsOfAWholeDataSetDoNotOverflow() throws Exception {
    // 25,000 images of 4096 × 4096, all white
    long pixels = 25_000L * 4096 * 4096;
    Path shard = Files.createDirectories(folder.resolve("white"));
    new ShardSummary(
            0,
            List.of(25_000, 0, 0),
            pixels,
            Collections.nCopies(3, 255 * pixels),
            Collections.nCopies(3, 255 * 255 * pixels),
            List.of(),
            List.of())
        .write(shard);
    ImageStatistics.Group all = PixelStatistics.of(TWO, List.of(shard)).all();
    assertThat(all.mean()).containsOnly(1.0);
    assertThat(all.standardDeviation()).containsOnly(0.0);
  }

  private Path write(String name, int client, PixelSums sums, List<UnreadableImage> unreadable)
      throws IOException {
    Path shard = Files.createDirectories(folder.resolve(name));
    sums.summary(client, unreadable, List.of()).write(shard);
    return shard;
  }

  private static double[] values(List<RgbImage> images, int channel) {
    List<Double> values = new ArrayList<>();
    for (RgbImage image : images) {
      for (int i = channel; i < image.pixels().length; i += 3) {
        values.add((image.pixels()[i] & 0xFF) / 255.0);
      }
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static RgbImage noise(int width, int height, long seed) {
    RandomStream stream = RandomKey.of(seed).with("statistics").stream();
    byte[] pixels = new byte[width * height * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) stream.below(256);
    }
    return new RgbImage(width, height, pixels);
  }
}
