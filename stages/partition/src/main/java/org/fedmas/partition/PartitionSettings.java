package org.fedmas.partition;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.partition.client.Clients;
import org.fedmas.partition.client.Dirichlet;
import org.fedmas.partition.client.Iid;
import org.fedmas.partition.client.Natural;
import org.fedmas.partition.client.Quantity;
import org.fedmas.partition.split.LabelledImage;
import org.fedmas.partition.split.LesionSplit;
import org.fedmas.partition.split.Official;
import org.fedmas.partition.split.RandomSplit;
import org.fedmas.partition.split.Split;
import org.fedmas.partition.split.ValidationPart;
import org.fedmas.tables.partition.PartitionRow;

/**
 * The settings of the partition: the keys {@code fold}, {@code split.*}, {@code partition.*} and
 * the keys of the validation part.
 *
 * @param clients the assignment of images to clients
 * @param split the choice of test images
 * @param validation the choice of validation images
 */
public record PartitionSettings(Clients clients, Split split, ValidationPart validation) {

  /** The keys. */
  public static final List<String> KEYS =
      List.of(
          "seed",
          "fold",
          "split",
          "partition",
          "evaluation.selection",
          "evaluation.validation-fraction");

  /** Reads the keys. */
  public static PartitionSettings read(ConfigReader reader) {
    long seed = reader.whole("seed", 0, 0, Long.MAX_VALUE);
    Clients clients = clients(reader, seed);
    Split split = split(reader, seed);
    double fraction = reader.number("evaluation.validation-fraction", 0.1, 0, 0.9);
    boolean onTest =
        reader
            .choice("evaluation.selection", "validation", List.of("validation", "test"))
            .equals("test");
    if (!onTest && fraction == 0) {
      reader.problem(
          "evaluation.validation-fraction", "more than 0, since rounds are selected on it");
    }
    return new PartitionSettings(clients, split, new ValidationPart(onTest ? 0 : fraction, seed));
  }

  /** Returns one row per image with its client and part, in order of client, then image. */
  public List<PartitionRow> rows(List<LabelledImage> images) {
    List<PartitionRow> placed = split.assign(clients.assign(images));
    if (!(split instanceof LesionSplit)) {
      return validation.holdBack(placed);
    }
    Map<String, String> groups = new HashMap<>();
    for (LabelledImage image : images) {
      String group = image.group();
      if (group != null) {
        groups.put(image.imageId(), group);
      }
    }
    return validation.holdBackGroups(placed, groups::get);
  }

  private static Split split(ConfigReader reader, long seed) {
    int fold = reader.integer("fold", 1, 1, 100);
    String kind = reader.choice("split.kind", "official", List.of("official", "lesion", "random"));
    if (kind.equals("official")) {
      return new Official(fold, seed);
    }
    int folds = reader.integer("split.folds", 5, 2, 100);
    if (fold > folds) {
      reader.problem("fold", "a fold from 1 to " + folds + " (split.folds)");
    }
    int possible = Math.min(fold, folds);
    return kind.equals("lesion")
        ? new LesionSplit(folds, possible, seed)
        : new RandomSplit(folds, possible, seed);
  }

  private static Clients clients(ConfigReader reader, long seed) {
    String kind =
        reader.choice(
            "partition.kind", "natural", List.of("natural", "dirichlet", "iid", "quantity"));
    if (kind.equals("natural")) {
      return new Natural();
    }
    int clients = reader.integer("partition.clients", 10, 1, Clients.MOST);
    if (kind.equals("iid")) {
      return new Iid(clients, seed);
    }
    double alpha = reader.number("partition.alpha", 0.5, 1e-3, 1e6);
    return kind.equals("dirichlet")
        ? new Dirichlet(alpha, clients, seed)
        : new Quantity(alpha, clients, seed);
  }
}
