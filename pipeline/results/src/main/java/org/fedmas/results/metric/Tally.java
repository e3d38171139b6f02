package org.fedmas.results.metric;

import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One model's scores when each image counts as often as its weight says. A score over no images is
 * null, never NaN. What several scores need is computed once, when first asked for; not safe for
 * use by several threads.
 */
public final class Tally {

  /** Number of bins of the calibration errors. */
  public static final int BINS = 15;

  private final RankedPredictions model;
  private final int[] weights;
  private final ClassCounts counts;
  private final Agreement agreement;
  private final @Nullable RankScores[] ranks;
  private @Nullable ClientRecalls clients;

  private Tally(RankedPredictions model, int[] weights) {
    this.model = model;
    this.weights = weights;
    this.counts = ClassCounts.of(model, weights);
    this.agreement = counts.agreement();
    this.ranks = new RankScores[counts.support().length];
  }

  /** Returns the scores on all images. */
  public static Tally of(RankedPredictions model) {
    return new Tally(model, model.images().once());
  }

  /**
   * Returns the scores under weights.
   *
   * @param weights [n] how often each image counts, at least 0
   */
  public static Tally of(RankedPredictions model, int[] weights) {
    return new Tally(model, weights);
  }

  /** Returns a quotient of counts; null, never NaN, where nothing stands below the line. */
  static @Nullable Double ratio(long numerator, long denominator) {
    return denominator == 0 ? null : (Double) ((double) numerator / denominator);
  }

  /** Returns the number of images. */
  public long images() {
    return agreement.images();
  }

  /** Returns the number of classes that have images: macro scores are over these. */
  public int classesPresent() {
    return (int) IntStream.range(0, ranks.length).filter(c -> support(c) > 0).count();
  }

  /** Returns the number of images of a class. */
  public long support(int label) {
    return counts.support()[label];
  }

  /** Returns the number of images predicted as a class. */
  public long predicted(int label) {
    return counts.predicted()[label];
  }

  /** Returns the number of images of a class that were predicted as such. */
  public long correct(int label) {
    return counts.correct()[label];
  }

  /** Returns whether the class is among labels or predictions. */
  boolean seen(int label) {
    return counts.seen(label);
  }

  /** Returns the recall of a class; null without images of it. */
  public @Nullable Double recall(int label) {
    return counts.recall(label);
  }

  /** Returns the precision of a class; null where it was never predicted. */
  public @Nullable Double precision(int label) {
    return counts.precision(label);
  }

  /** Returns the F1 of a class; null where it is neither among labels nor predictions. */
  public @Nullable Double f1(int label) {
    return counts.f1(label);
  }

  /** Returns the specificity of a class; null where all images are of it. */
  public @Nullable Double specificity(int label) {
    return counts.specificity(label, images());
  }

  /** Returns the one-against-rest AUROC of a class; null unless both sides have images. */
  public @Nullable Double auroc(int label) {
    return ranks(label).area();
  }

  /** Returns the average precision of a class; null without images of it. */
  public @Nullable Double averagePrecision(int label) {
    return ranks(label).averagePrecision();
  }

  private RankScores ranks(int label) {
    RankScores known = ranks[label];
    if (known == null) {
      known =
          RankScores.of(
              model.images(), model.byClass(label), label, weights, support(label), images());
      ranks[label] = known;
    }
    return known;
  }

  /** Returns the share of correct predictions. */
  public @Nullable Double accuracy() {
    return ratio(agreement.correct(), images());
  }

  /** Returns the mean recall over the classes that have images. */
  public @Nullable Double balancedAccuracy() {
    return mean(c -> true, this::recall);
  }

  /** Returns the balanced accuracy on some of the images; null where none of them counts. */
  public @Nullable Double balancedAccuracyOn(int[] images) {
    long[] support = new long[ranks.length];
    long[] correct = new long[ranks.length];
    for (int image : images) {
      int label = model.images().label(image);
      support[label] += weights[image];
      correct[label] += model.correct(image) ? weights[image] : 0;
    }
    return mean(c -> true, c -> ratio(correct[c], support[c]));
  }

  /** Returns the mean recall over those of some classes that have images. */
  public @Nullable Double meanRecall(List<Integer> classes) {
    return mean(classes::contains, this::recall);
  }

  /** Returns the mean precision over the classes among labels or predictions, 0 for 0/0. */
  public @Nullable Double macroPrecision() {
    return mean(this::seen, c -> Objects.requireNonNullElse(precision(c), 0.0));
  }

  /** Returns the mean recall over the classes among labels or predictions, 0 for 0/0. */
  public @Nullable Double macroRecall() {
    return mean(this::seen, c -> Objects.requireNonNullElse(recall(c), 0.0));
  }

  /** Returns the mean F1 over the classes among labels or predictions. */
  public @Nullable Double macroF1() {
    return mean(this::seen, this::f1);
  }

  /** Returns the mean F1 over the classes that have images. */
  public @Nullable Double macroF1Present() {
    return mean(c -> support(c) > 0, this::f1);
  }

  /** Returns the mean AUROC over the classes that have one. */
  public @Nullable Double macroAuroc() {
    return mean(c -> true, this::auroc);
  }

  /** Returns the mean average precision over the classes that have one. */
  public @Nullable Double macroAveragePrecision() {
    return mean(c -> true, this::averagePrecision);
  }

  /** Returns the Matthews correlation; 0 where labels or predictions name a single class. */
  public @Nullable Double matthews() {
    return agreement.matthews();
  }

  /** Returns Cohen's kappa; null where chance alone agrees everywhere. */
  public @Nullable Double cohensKappa() {
    return agreement.kappa();
  }

  /** Returns the Brier score, the mean of {@code Σ_c (p_c − [y = c])²}, in [0, 2]. */
  public @Nullable Double brier() {
    return meanOverImages(model::squaredError);
  }

  /** Returns the mean of {@code −ln max(p_y, 1e-12)}; rows are not renormalised. */
  public @Nullable Double negativeLogLikelihood() {
    return meanOverImages(model::negativeLog);
  }

  /** Returns the number of images whose true class has a probability below 1e-12. */
  public long clippedImages() {
    long clipped = 0;
    for (int image = 0; image < weights.length; image++) {
      if (model.clipped(image)) {
        clipped += weights[image];
      }
    }
    return clipped;
  }

  /** Returns the mean of the largest probabilities. */
  public @Nullable Double meanConfidence() {
    return meanOverImages(image -> model.confidence()[image]);
  }

  /** Returns mean confidence − accuracy: positive where the model claims too much. */
  public @Nullable Double overconfidence() {
    Double confidence = meanConfidence();
    Double accuracy = accuracy();
    return confidence == null || accuracy == null ? null : (Double) (confidence - accuracy);
  }

  /** Returns the calibration over {@link #BINS} bins. */
  public Calibration calibration(Binning binning) {
    return Calibration.of(
        model.byConfidence(), model.confidence(), model.correct(), weights, binning, BINS);
  }

  /** Returns the balanced accuracy on a client's images; null without images. */
  public @Nullable Double balancedAccuracyOf(int client) {
    return clients().balancedAccuracy(client);
  }

  /** Returns the spread of the clients' balanced accuracies. */
  public ClientSpread acrossClients() {
    return clients().spread();
  }

  private ClientRecalls clients() {
    ClientRecalls known = clients;
    if (known == null) {
      known = new ClientRecalls(model, weights);
      clients = known;
    }
    return known;
  }

  private @Nullable Double meanOverImages(IntToDoubleFunction term) {
    double sum = 0;
    for (int image = 0; image < weights.length; image++) {
      if (weights[image] > 0) {
        sum += weights[image] * term.applyAsDouble(image);
      }
    }
    return images() == 0 ? null : (Double) (sum / images());
  }

  /** Returns the mean over chosen classes that have a value; null if none has. */
  private @Nullable Double mean(IntPredicate chosen, IntFunction<@Nullable Double> ofClass) {
    double sum = 0;
    int present = 0;
    for (int c = 0; c < ranks.length; c++) {
      Double value = chosen.test(c) ? ofClass.apply(c) : null;
      if (value != null) {
        sum += value;
        present++;
      }
    }
    return present == 0 ? null : (Double) (sum / present);
  }
}
