package org.fedmas.results.detail;

import java.util.List;
import java.util.Map;
import org.fedmas.results.probe.ProbeResult;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a report that {@code metrics.json} does not hold.
 *
 * @param cautions sentences for readers whom a score would mislead otherwise
 * @param weights shares of few-class clients in the selected round; null without weights
 * @param curves one per class, in class order; empty without test predictions
 * @param errors the worst errors per class; empty unless the report is to have images
 * @param checks findings about the data
 * @param settings every key of the configuration
 * @param times jobs and rounds
 * @param stages the stages and their artifacts, in the order of the data flow
 * @param environment versions and machine of the run
 * @param probe scores of the frozen features; null unless they were probed
 */
public record PageDetails(
    List<String> cautions,
    @Nullable WeightShares weights,
    List<RocCurve> curves,
    List<ClassErrors> errors,
    List<DataCheck> checks,
    RunSettings settings,
    RunTimes times,
    List<StageNode> stages,
    Map<String, String> environment,
    @Nullable ProbeResult probe) {

  /** The details of a run of which nothing but its numbers is known. */
  public static final PageDetails NONE =
      new PageDetails(
          List.of(),
          null,
          List.of(),
          List.of(),
          List.of(),
          RunSettings.NONE,
          RunTimes.NONE,
          List.of(),
          Map.of(),
          null);

  public PageDetails {
    cautions = List.copyOf(cautions);
    curves = List.copyOf(curves);
    errors = List.copyOf(errors);
    checks = List.copyOf(checks);
    stages = List.copyOf(stages);
  }
}
