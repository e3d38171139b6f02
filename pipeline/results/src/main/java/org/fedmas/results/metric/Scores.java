package org.fedmas.results.metric;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.fedmas.contract.error.StageFailedException;
import org.jspecify.annotations.Nullable;

/**
 * All scores of one model on one list of images. A score over no images is null, never NaN; no
 * score depends on the order of the images.
 *
 * @param accuracy share of correct predictions
 * @param balancedAccuracy mean recall over the classes that have images
 * @param macroPrecision mean precision over the classes among labels or predictions, 0 for 0/0
 * @param macroRecall mean recall over the same classes, 0 for 0/0
 * @param macroF1 mean F1 over the same classes
 * @param macroAuroc mean one-against-rest AUROC over the classes that have one
 * @param matthews Matthews correlation; 0 where labels or predictions name a single class
 * @param cohensKappa Cohen's kappa; null where chance alone agrees everywhere
 * @param classes scores per class, in class order
 * @param confusion [true][predicted]
 */
public record Scores(
    long images,
    @Nullable Double accuracy,
    @Nullable Double balancedAccuracy,
    @Nullable Double macroPrecision,
    @Nullable Double macroRecall,
    @Nullable Double macroF1,
    @Nullable Double macroAuroc,
    @Nullable Double matthews,
    @Nullable Double cohensKappa,
    List<ClassScores> classes,
    ConfusionMatrix confusion) {

  public Scores {
    classes = List.copyOf(classes);
  }

  /**
   * Returns the scores of some predictions.
   *
   * @param classes number of classes, at least 1
   * @param labels [n] true classes
   * @param predictions [n] predicted classes
   * @param probabilities [n, classes]; only their order within a class's column matters
   * @throws IllegalArgumentException if lengths differ or a class is out of range
   * @throws StageFailedException if a probability is not a number: the model has diverged
   */
  public static Scores of(int classes, int[] labels, int[] predictions, double[][] probabilities) {
    ConfusionMatrix confusion = ConfusionMatrix.of(classes, labels, predictions);
    check(classes, labels.length, probabilities);
    List<ClassScores> perClass =
        IntStream.range(0, classes)
            .mapToObj(c -> ClassScores.of(confusion, c, RankArea.of(labels, probabilities, c)))
            .toList();
    Agreement agreement = Agreement.of(confusion);
    return new Scores(
        agreement.images(),
        ratio(agreement.correct(), agreement.images()),
        meanOfPresent(perClass, ClassScores::recall),
        meanOverSeen(perClass, ClassScores::precision),
        meanOverSeen(perClass, ClassScores::recall),
        meanOverSeen(perClass, ClassScores::f1),
        meanOfPresent(perClass, ClassScores::auroc),
        agreement.matthews(),
        agreement.kappa(),
        perClass,
        confusion);
  }

  /** Returns the number of classes that have images, over which macro scores are means. */
  public int presentClasses() {
    return (int) classes.stream().filter(one -> one.recall() != null).count();
  }

  /** Returns a quotient of counts; null, never NaN, where nothing stands below the line. */
  static @Nullable Double ratio(long numerator, long denominator) {
    return denominator == 0 ? null : (double) numerator / denominator;
  }

  private static @Nullable Double meanOfPresent(
      List<ClassScores> classes, Function<ClassScores, @Nullable Double> score) {
    double sum = 0;
    int present = 0;
    for (ClassScores one : classes) {
      Double value = score.apply(one);
      if (value != null) {
        sum += value;
        present++;
      }
    }
    return present == 0 ? null : sum / present;
  }

  private static @Nullable Double meanOverSeen(
      List<ClassScores> classes, Function<ClassScores, @Nullable Double> score) {
    return meanOfPresent(
        classes.stream().filter(ClassScores::seen).toList(),
        one -> Objects.requireNonNullElse(score.apply(one), 0.0));
  }

  private static void check(int classes, int images, double[][] probabilities) {
    if (probabilities.length != images) {
      throw new IllegalArgumentException(
          images + " labels but " + probabilities.length + " rows of probabilities");
    }
    for (int image = 0; image < images; image++) {
      if (probabilities[image].length != classes) {
        throw new IllegalArgumentException(
            "image %s has %s probabilities, expected %s"
                .formatted(image, probabilities[image].length, classes));
      }
      for (double probability : probabilities[image]) {
        if (Double.isNaN(probability)) {
          throw new StageFailedException(
              """
              evaluation: image %s of %s has a probability that is not a number, expected values in \
              [0, 1]: the model has diverged; lower training.learning-rate or set \
              training.clip-norm"""
                  .formatted(image, images));
        }
      }
    }
  }
}
