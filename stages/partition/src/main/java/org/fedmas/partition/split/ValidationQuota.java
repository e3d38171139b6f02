package org.fedmas.partition.split;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.fedmas.tables.partition.PartitionRow;

/**
 * The number of validation images of each class, and the client that each of them comes from. A
 * class gives a fraction of its training images over the whole federation, rounded down, but at
 * least one if it has two or more. Its clients share this number in proportion to their images, by
 * largest remainder; of equal remainders, the lower client number is first.
 */
final class ValidationQuota {

  /** The images of one client that a class takes, and what the division left over. */
  private record Share(int client, long whole, long remainder) {}

  private static final Comparator<Share> LARGEST_REMAINDER =
      Comparator.comparingLong(Share::remainder).reversed().thenComparingInt(Share::client);

  private final TreeMap<Integer, Integer> classes = new TreeMap<>();
  private final TreeMap<Integer, TreeMap<Integer, Integer>> cells = new TreeMap<>();

  /**
   * Creates the quota of some training images.
   *
   * @param fraction at least 0 and below 1; 0 gives no image
   */
  ValidationQuota(double fraction, List<Cells.Cell<PartitionRow>> training) {
    TreeMap<Integer, TreeMap<Integer, Integer>> images = new TreeMap<>();
    for (Cells.Cell<PartitionRow> cell : training) {
      images
          .computeIfAbsent(cell.label(), label -> new TreeMap<>())
          .put(cell.client(), cell.members().size());
    }
    images.forEach(
        (label, perClient) -> {
          int all = perClient.values().stream().mapToInt(Integer::intValue).sum();
          int quota = quota(fraction, all);
          classes.put(label, quota);
          cells.put(label, dealt(quota, all, perClient));
        });
  }

  /** Returns the number of images of a class. */
  int of(int label) {
    return classes.getOrDefault(label, 0);
  }

  /** Returns the number of images of a class that one client gives. */
  int of(int client, int label) {
    TreeMap<Integer, Integer> dealt = cells.get(label);
    return dealt == null ? 0 : dealt.getOrDefault(client, 0);
  }

  private static int quota(double fraction, int images) {
    if (fraction == 0 || images < 2) {
      return 0;
    }
    // decimal, because 0.29 · 100 in binary is below 29
    int share =
        BigDecimal.valueOf(fraction)
            .multiply(BigDecimal.valueOf(images))
            .setScale(0, RoundingMode.FLOOR)
            .intValue();
    return Math.max(1, share);
  }

  private static TreeMap<Integer, Integer> dealt(
      int quota, int all, TreeMap<Integer, Integer> perClient) {
    TreeMap<Integer, Integer> dealt = new TreeMap<>();
    List<Share> shares =
        perClient.entrySet().stream()
            .map(
                one -> {
                  long product = (long) quota * one.getValue();
                  return new Share(one.getKey(), product / all, product % all);
                })
            .sorted(LARGEST_REMAINDER)
            .toList();
    long left = quota - shares.stream().mapToLong(Share::whole).sum();
    for (int i = 0; i < shares.size(); i++) {
      Share share = shares.get(i);
      dealt.put(share.client(), (int) share.whole() + (i < left ? 1 : 0));
    }
    return dealt;
  }
}
