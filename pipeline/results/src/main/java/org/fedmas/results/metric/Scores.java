package org.fedmas.results.metric;

import java.util.List;
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
    TestImages images = TestImages.ungrouped(classes, labels);
    Tally tally = Tally.of(new RankedPredictions(images, predictions, probabilities));
    List<ClassScores> perClass =
        IntStream.range(0, classes).mapToObj(label -> ClassScores.of(tally, label)).toList();
    return new Scores(
        tally.images(),
        tally.accuracy(),
        tally.balancedAccuracy(),
        tally.macroPrecision(),
        tally.macroRecall(),
        tally.macroF1(),
        tally.macroAuroc(),
        tally.matthews(),
        tally.cohensKappa(),
        perClass,
        confusion);
  }

  /** Returns the number of classes that have images, over which macro scores are means. */
  public int presentClasses() {
    return (int) classes.stream().filter(one -> one.recall() != null).count();
  }
}
