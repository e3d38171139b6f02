package org.fedmas.partition;

import java.util.List;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.partition.split.Official;
import org.fedmas.partition.split.RandomSplit;
import org.fedmas.partition.split.Split;
import org.fedmas.partition.split.ValidationPart;

/**
 * How images are divided: the keys {@code fold}, {@code split.*}, {@code partition.kind} and those
 * of the validation part.
 *
 * @param split which images are test images
 * @param validation which training images are held back
 */
public record PartitionSettings(Split split, ValidationPart validation) {

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
    int fold = reader.integer("fold", 1, 1, 100);
    reader.choice("partition.kind", "natural", List.of("natural"));
    String kind = reader.choice("split.kind", "official", List.of("official", "random"));
    Split split;
    if (kind.equals("official")) {
      if (fold != 1) {
        reader.problem("fold", "1, the only fold of split.kind official");
      }
      split = new Official(1);
    } else {
      int folds = reader.integer("split.folds", 5, 2, 100);
      if (fold > folds) {
        reader.problem("fold", "a fold from 1 to " + folds + " (split.folds)");
      }
      split = new RandomSplit(folds, Math.min(fold, folds), seed);
    }
    double fraction = reader.number("evaluation.validation-fraction", 0.1, 0, 0.9);
    boolean onTest =
        reader
            .choice("evaluation.selection", "validation", List.of("validation", "test"))
            .equals("test");
    if (!onTest && fraction == 0) {
      reader.problem(
          "evaluation.validation-fraction", "more than 0, since rounds are selected on it");
    }
    return new PartitionSettings(split, new ValidationPart(onTest ? 0 : fraction, seed));
  }
}
