package org.fedmas.results.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Further scores of the selected model on the test images, and the basis of all intervals. A score
 * over no images is null.
 *
 * @param classes number of classes with test images: macro scores are over these
 * @param macroF1Present over classes with test images, so that its classes do not depend on the run
 * @param brier in [0, 2]
 * @param nll floor 1e-12
 * @param nllClipped images below that floor
 * @param eceEqualMass over 15 bins of equal numbers of images
 * @param eceEqualWidth over 15 bins of equal width
 * @param overconfidence mean confidence − accuracy
 * @param perClass in class order
 * @param reliability the bins of equal mass
 * @param acrossClients the spread of the clients' balanced accuracies
 * @param clientInterval per client, null where too few lesions stand behind it
 * @param resampling the basis of the intervals
 */
public record TestStatistics(
    int classes,
    @Nullable Double macroPrecision,
    @Nullable Double macroF1Present,
    @Nullable Double macroAveragePrecision,
    @Nullable Double matthews,
    @Nullable Double cohensKappa,
    @Nullable Double brier,
    @Nullable Double nll,
    long nllClipped,
    @Nullable Double eceEqualMass,
    @Nullable Double eceEqualWidth,
    @Nullable Double overconfidence,
    List<ClassStatistics> perClass,
    List<Bin> reliability,
    Spread acrossClients,
    List<@Nullable List<Double>> clientInterval,
    Resampling resampling) {

  /**
   * One class.
   *
   * @param lesions number of lesions with images of the class
   * @param recallInterval Wilson's by lesion; null below five lesions
   */
  public record ClassStatistics(
      int lesions,
      @Nullable List<Double> recallInterval,
      @Nullable Double precision,
      @Nullable Double f1,
      @Nullable Double specificity,
      @Nullable Double auroc,
      @Nullable Double averagePrecision) {}

  /** One bin of the reliability diagram; means are null where it is empty. */
  public record Bin(long count, @Nullable Double confidence, @Nullable Double accuracy) {}

  /**
   * The spread over the clients that have test images; all null where none has.
   *
   * @param clients number of these clients
   * @param worstClient number of the client with the lowest score
   * @param sd sample standard deviation
   */
  public record Spread(
      int clients,
      @Nullable Integer worstClient,
      @Nullable Double worst,
      @Nullable Double mean,
      @Nullable Double sd,
      @Nullable Double range) {}

  /**
   * The resampling behind the intervals: lesions within clients, percentiles.
   *
   * @param seed of the run
   * @param ungrouped images of unknown group, each taken for a lesion
   * @param absentShare share of resamples that lost a class
   */
  public record Resampling(
      double level, int resamples, long seed, int lesions, int ungrouped, double absentShare) {}
}
