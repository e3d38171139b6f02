package org.fedmas.partition.split;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
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
 * The training images that are held back to select the best round: a fraction of the federation's
 * training images of each class, shared among the clients ({@link ValidationQuota}). A class with a
 * single training image gives none.
 *
 * @param fraction at least 0 (hold back none) and below 1
 * @param seed seed of the choice of images
 */
public record ValidationPart(double fraction, long seed) {

  private static final String FRACTION = "evaluation.validation-fraction";
  private static final Comparator<PartitionRow> ORDER =
      Comparator.comparingInt(PartitionRow::client).thenComparing(PartitionRow::imageId);

  public ValidationPart {
    if (!(fraction >= 0 && fraction < 1)) {
      throw new ConfigException(FRACTION + ": found " + fraction + ", expected 0 ≤ fraction < 1");
    }
  }

  /** Reads the keys; without influence where rounds are selected on test images. */
  public static ValidationPart read(ConfigReader reader) {
    if (RunKeys.selection(reader).equals(RunKeys.ON_TEST)) {
      return new ValidationPart(0, 0);
    }
    double fraction = fraction(reader);
    if (fraction == 0 && RunKeys.selection(reader).equals(RunKeys.ON_VALIDATION)) {
      reader.problem(FRACTION, "more than 0, since rounds are selected on it");
    }
    return new ValidationPart(fraction, fraction == 0 ? 0 : RunKeys.splitSeed(reader));
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
    List<Cells.Cell<PartitionRow>> cells = cells(ordered);
    ValidationQuota quota = new ValidationQuota(fraction, cells);
    Set<String> held = new HashSet<>();
    RandomKey key = RandomKey.of(seed).with("validation");
    for (Cells.Cell<PartitionRow> cell : cells) {
      cell.shuffled(key).stream()
          .limit(quota.of(cell.client(), cell.label()))
          .forEach(row -> held.add(row.imageId()));
    }
    return moved(ordered, held);
  }

  /**
   * Moves whole groups from the training to the validation part ({@link ValidationGroups}). A class
   * gives at most as many images as without groups, unless its smallest group is larger.
   *
   * @param rows in any order; the result does not depend on it
   * @param group function from image id to group; null for an image without group
   * @return one row per row, in order of client, then image
   */
  public List<PartitionRow> holdBackGroups(
      List<PartitionRow> rows, Function<String, @Nullable String> group) {
    List<PartitionRow> ordered = rows.stream().sorted(ORDER).toList();
    List<LabelledImage> training = new ArrayList<>();
    for (PartitionRow row : ordered) {
      if (row.part() == Part.TRAIN) {
        String id = row.imageId();
        training.add(new LabelledImage(id, row.client(), row.label(), group.apply(id), null));
      }
    }
    RandomKey key = RandomKey.of(seed).with("validation groups");
    return moved(
        ordered,
        ValidationGroups.held(
            new ValidationQuota(fraction, cells(ordered)),
            Group.shuffled(Group.of(training), key)));
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
}
