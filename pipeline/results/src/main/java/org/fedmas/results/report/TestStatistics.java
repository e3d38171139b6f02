package org.fedmas.results.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
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
 * @param macroClasses macro score → number of classes that it is a mean over; absent from earlier
 *     files, as the next
 * @param groups scores of classes with many, a medium number of and few training images
 * @param subgroups scores of images by their attributes; absent without attributes
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
    Resampling resampling,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Integer> macroClasses,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Groups groups,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Subgroups subgroups) {

  /**
   * One class.
   *
   * @param lesions number of lesions with images of the class; null where a bundle hides it
   * @param recallInterval Wilson's by lesion; null below five lesions
   */
  public record ClassStatistics(
      @Nullable Integer lesions,
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
   * @param absentPerClass per class: share of resamples that lost it; absent from earlier files, as
   *     the next
   * @param absentPerClient per client: share of resamples in which it lost a class of its own
   */
  public record Resampling(
      double level,
      int resamples,
      long seed,
      int lesions,
      int ungrouped,
      double absentShare,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Double> absentPerClass,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Double> absentPerClient) {}

  /**
   * The classes by their number of training images in the federation, validation images left out.
   *
   * @param manyAbove number of images above which a class is in {@code many}
   * @param fewBelow number of images below which a class is in {@code few}
   * @param trainingImages per class; null where a bundle hides a small number
   */
  public record Groups(
      int manyAbove,
      int fewBelow,
      List<@Nullable Integer> trainingImages,
      Group many,
      Group medium,
      Group few) {}

  /**
   * A group of classes.
   *
   * @param classes numbers of its classes, ascending
   * @param present number of these that have test images, over which the recall is a mean
   * @param images number of test images of these classes; null where a bundle hides it
   * @param recall mean of the classes' recalls; null without test images
   * @param interval of the recall; null where it would mislead
   */
  public record Group(
      List<Integer> classes,
      int present,
      @Nullable Integer images,
      @Nullable Double recall,
      @Nullable List<Double> interval) {}

  /**
   * The scores of parts of the test images, by the images' attributes.
   *
   * @param minimumCell least number of images of a cell that is shown
   * @param attributes ordered by name
   */
  public record Subgroups(int minimumCell, List<Attribute> attributes) {}

  /**
   * An attribute, such as the patient's age.
   *
   * @param cells ordered by value, unknown values last
   * @param suppressed number of cells that are too small to be shown
   */
  public record Attribute(String name, List<Cell> cells, int suppressed) {}

  /**
   * The images of one value of an attribute, or of a range of numbers.
   *
   * @param value null for images of unknown value
   * @param classes number of classes that these images have
   * @param interval of the balanced accuracy; null where it would mislead
   */
  public record Cell(
      @Nullable String value,
      int images,
      int lesions,
      int classes,
      @Nullable Double balancedAccuracy,
      @Nullable Double accuracy,
      @Nullable List<Double> interval) {}
}
