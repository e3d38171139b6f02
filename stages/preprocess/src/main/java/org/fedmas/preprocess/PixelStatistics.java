package org.fedmas.preprocess;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.fedmas.contract.Federation;
import org.fedmas.images.RgbImage;
import org.fedmas.tables.summary.ImageStatistics;
import org.fedmas.tables.summary.ImageStatistics.Group;
import org.fedmas.tables.summary.ShardSummary;
import org.fedmas.tables.summary.Summary;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of all shards from their sums: mean {@code S/n} and standard deviation {@code √(n·Q −
 * S²)/n} per channel, from whole numbers of any size, rounded once.
 */
final class PixelStatistics {

  private static final double LARGEST_VALUE = 255;

  private PixelStatistics() {}

  static ImageStatistics of(Federation federation, List<Path> folders) throws IOException {
    List<ShardSummary> shards = new ArrayList<>();
    for (Path folder : folders) {
      shards.add(Summary.read(folder, ShardSummary.class));
    }
    int classes = federation.classes().size();
    List<Group> clients = new ArrayList<>();
    for (int i = 0; i < federation.clients().size(); i++) {
      int client = i;
      List<ShardSummary> own = shards.stream().filter(shard -> shard.client() == client).toList();
      clients.add(group(client, classes, own));
    }
    return new ImageStatistics(clients, group(null, classes, shards));
  }

  private static Group group(@Nullable Integer client, int classes, List<ShardSummary> shards) {
    List<Integer> counts = new ArrayList<>(Collections.nCopies(classes, 0));
    int unreadable = 0;
    BigInteger pixels = BigInteger.ZERO;
    for (ShardSummary shard : shards) {
      for (int label = 0; label < classes; label++) {
        counts.set(label, counts.get(label) + shard.classCounts().get(label));
      }
      unreadable += shard.unreadable().size();
      pixels = pixels.add(BigInteger.valueOf(shard.pixels()));
    }
    int images = counts.stream().mapToInt(Integer::intValue).sum();
    if (images == 0) {
      return new Group(client, 0, unreadable, counts, null, null);
    }
    List<Double> mean = new ArrayList<>();
    List<Double> deviation = new ArrayList<>();
    for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
      BigInteger sum = BigInteger.ZERO;
      BigInteger squares = BigInteger.ZERO;
      for (ShardSummary shard : shards) {
        sum = sum.add(BigInteger.valueOf(shard.sums().get(channel)));
        squares = squares.add(BigInteger.valueOf(shard.squares().get(channel)));
      }
      double scale = pixels.doubleValue() * LARGEST_VALUE;
      mean.add(sum.doubleValue() / scale);
      BigInteger spread = pixels.multiply(squares).subtract(sum.multiply(sum));
      deviation.add(StrictMath.sqrt(spread.doubleValue()) / scale);
    }
    return new Group(client, images, unreadable, counts, mean, deviation);
  }
}
