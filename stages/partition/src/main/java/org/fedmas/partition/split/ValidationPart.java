package org.fedmas.partition.split;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.RunKeys;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.jspecify.annotations.Nullable;

/**
 * The training images that are held back to select the best round: a fraction of each client's
 * training images of each class, rounded down. A client gives none of a class of which it has fewer
 * than 10.
 *
 * @param fraction at least 0 (hold back none) and below 1
 * @param seed seed of the choice of images
 */
public record ValidationPart(double fraction, long seed) {

  private static final String FRACTION = "evaluation.validation-fraction";
  private static final int FEWEST = 10;
  private static final Comparator<PartitionRow> ORDER =
      Comparator.comparingInt(PartitionRow::client).thenComparing(PartitionRow::imageId);

  public ValidationPart {
    if (!(fraction >= 0 && fraction < 1)) {
      throw new ConfigException(FRACTION + ": found " + fraction + ", expected 0 ≤ fraction < 1");
    }
  }

  /** Reads the keys; without influence where rounds are selected on test images. */
  public static ValidationPart read(ConfigReader reader) {
    if (RunKeys.selectsOnTest(reader)) {
      return new ValidationPart(0, 0);
    }
    double fraction = fraction(reader);
    if (fraction == 0) {
      reader.problem(FRACTION, "more than 0, since rounds are selected on it");
    }
    return new ValidationPart(fraction, RunKeys.seed(reader));
  }

  /** Reads the share of the images that is held back. */
  public static double fraction(ConfigReader reader) {
    return reader.number(FRACTION, 0.1, 0, 0.9);
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
    for (Cells.Cell<PartitionRow> cell : cells(ordered)) {
      cell.shuffled(key).stream()
          .limit(share(cell.members().size()))
          .forEach(row -> held.add(row.imageId()));
    }
    return moved(ordered, held);
  }

  /**
   * Moves whole groups from the training to the validation part. Groups are taken in drawn order
   * unless a group exceeds the share of a class of a client. A class thus gives at most as many
   * images as without groups, and fewer only where no further group fits.
   *
   * @param rows in any order; the result does not depend on it
   * @param group function from image id to group; null for an image without group
   * @return one row per row, in order of client, then image
   */
  public List<PartitionRow> holdBackGroups(
      List<PartitionRow> rows, Function<String, @Nullable String> group) {
    List<PartitionRow> ordered = rows.stream().sorted(ORDER).toList();
    Map<String, int[]> room = new HashMap<>();
    for (Cells.Cell<PartitionRow> cell : cells(ordered)) {
      String name = cell.client() + "/" + cell.label();
      room.put(name, new int[] {share(cell.members().size())});
    }
    List<LabelledImage> training = new ArrayList<>();
    for (PartitionRow row : ordered) {
      if (row.part() == Part.TRAIN) {
        String id = row.imageId();
        training.add(new LabelledImage(id, row.client(), row.label(), group.apply(id), null));
      }
    }
    Set<String> held = new HashSet<>();
    RandomKey key = RandomKey.of(seed).with("validation groups");
    for (Group one : Group.shuffled(Group.of(training), key)) {
      if (take(one, room)) {
        one.members().forEach(image -> held.add(image.imageId()));
      }
    }
    return moved(ordered, held);
  }

  /** Takes the group's images from the remaining shares of their cells if every share suffices. */
  private static boolean take(Group group, Map<String, int[]> room) {
    List<int[]> taken = new ArrayList<>();
    for (LabelledImage image : group.members()) {
      int[] left = Objects.requireNonNull(room.get(image.client() + "/" + image.label()));
      taken.add(left);
      left[0]--;
      if (left[0] < 0) {
        taken.forEach(each -> each[0]++);
        return false;
      }
    }
    return true;
  }

  private static List<Cells.Cell<PartitionRow>> cells(List<PartitionRow> ordered) {
    return Cells.of(
        ordered.stream().filter(row -> row.part() == Part.TRAIN).toList(),
        PartitionRow::client,
        PartitionRow::label);
  }

  private static List<PartitionRow> moved(List<PartitionRow> ordered, Set<String> held) {
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
