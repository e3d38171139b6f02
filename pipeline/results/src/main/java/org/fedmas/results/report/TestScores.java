package org.fedmas.results.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Scores on test images.
 *
 * @param classes the number of classes with test images, over which balanced accuracy and AUROC are
 *     means; absent from files of earlier versions
 * @param recall per class, null for a class without test images
 * @param confusion [true][predicted] counts; null where a bundle hides a small one
 * @param interval score → both ends of its 95 % interval, null where it would mislead; absent from
 *     files of form 1
 * @param statistics absent from files of form 1
 */
public record TestScores(
    @Nullable Double balancedAccuracy,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer classes,
    @Nullable Double accuracy,
    @Nullable Double macroF1,
    @Nullable Double macroAuroc,
    List<@Nullable Double> recall,
    List<List<@Nullable Integer>> confusion,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Map<String, @Nullable List<Double>> interval,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TestStatistics statistics) {

  public TestScores {
    balancedAccuracy = FiniteNumbers.of(balancedAccuracy);
    accuracy = FiniteNumbers.of(accuracy);
    macroF1 = FiniteNumbers.of(macroF1);
    macroAuroc = FiniteNumbers.of(macroAuroc);
    recall = FiniteNumbers.of(recall);
    confusion = confusion.stream().map(TestScores::copy).toList();
  }

  /** Creates scores without intervals. */
  public TestScores(
      @Nullable Double balancedAccuracy,
      @Nullable Integer classes,
      @Nullable Double accuracy,
      @Nullable Double macroF1,
      @Nullable Double macroAuroc,
      List<@Nullable Double> recall,
      List<List<@Nullable Integer>> confusion) {
    this(balancedAccuracy, classes, accuracy, macroF1, macroAuroc, recall, confusion, null, null);
  }

  /** Returns the number of test images of a class, from 0; null if a part of it is hidden. */
  public @Nullable Integer images(int label) {
    int sum = 0;
    for (Integer cell : confusion.get(label)) {
      if (cell == null) {
        return null;
      }
      sum += cell;
    }
    return sum;
  }

  private static List<@Nullable Integer> copy(List<@Nullable Integer> row) {
    return row.stream().map(cell -> cell).toList(); // unlike List.copyOf, this may hold nulls
  }

  /** Returns these scores with intervals and further scores. */
  public TestScores with(Map<String, @Nullable List<Double>> intervals, TestStatistics further) {
    return new TestScores(
        balancedAccuracy,
        classes,
        accuracy,
        macroF1,
        macroAuroc,
        recall,
        confusion,
        intervals,
        further);
  }
}
