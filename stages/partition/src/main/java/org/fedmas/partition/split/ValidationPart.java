package org.fedmas.partition.split;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;

/**
 * Training images that are held back to choose the best round by: a fraction of each client's
 * training images of each class, rounded down. A class of which a client has fewer than 10 gives
 * none.
 *
 * @param fraction 0 (nothing is held back) to below 1
 * @param seed other seeds hold back other images
 */
public record ValidationPart(double fraction, long seed) {

  private static final int FEWEST = 10;
  private static final Comparator<PartitionRow> ORDER =
      Comparator.comparingInt(PartitionRow::client).thenComparing(PartitionRow::imageId);

  public ValidationPart {
    if (!(fraction >= 0 && fraction < 1)) {
      throw new ConfigException(
          "evaluation.validation-fraction: found " + fraction + ", expected 0 ≤ fraction < 1");
    }
  }

  /**
   * Moves images from the training to the validation part.
   *
   * @param rows in any order; the result does not depend on it
   * @return one row per row, in order of client, then image
   */
  public List<PartitionRow> holdBack(List<PartitionRow> rows) {
    List<PartitionRow> ordered = rows.stream().sorted(ORDER).toList();
    Set<String> held = new HashSet<>();
    RandomKey key = RandomKey.of(seed).with("validation");
    List<PartitionRow> training = ordered.stream().filter(row -> row.part() == Part.TRAIN).toList();
    for (Cells.Cell<PartitionRow> cell :
        Cells.of(training, PartitionRow::client, PartitionRow::label)) {
      cell.shuffled(key).stream()
          .limit(share(cell.members().size()))
          .forEach(row -> held.add(row.imageId()));
    }
    List<PartitionRow> result = new ArrayList<>();
    for (PartitionRow row : ordered) {
      Part part = held.contains(row.imageId()) ? Part.VALIDATION : row.part();
      result.add(new PartitionRow(row.imageId(), row.client(), row.label(), part));
    }
    return List.copyOf(result);
  }

  private int share(int images) {
    if (images < FEWEST) {
      return 0;
    }
    // decimal, because 0.29 · 100 in binary is below 29
    return BigDecimal.valueOf(fraction)
        .multiply(BigDecimal.valueOf(images))
        .setScale(0, RoundingMode.FLOOR)
        .intValue();
  }
}
