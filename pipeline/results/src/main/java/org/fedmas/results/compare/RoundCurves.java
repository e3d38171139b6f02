package org.fedmas.results.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.statistic.Moments;
import org.fedmas.results.table.CurveChart;
import org.jspecify.annotations.Nullable;

/** The curves of several rows over rounds: mean over runs, with the lowest and the highest. */
public final class RoundCurves {

  private RoundCurves() {}

  /**
   * Returns the charts; those without a number are left out.
   *
   * @param runs the runs behind a mean and its band, such as {@code seeds}
   */
  public static List<CurveChart> of(List<Method> rows, String runs) {
    String detail = "mean over %s; the band is from the lowest to the highest".formatted(runs);
    return List.of(
            chart(
                rows,
                "Balanced accuracy of the global model",
                "on the images that rounds are selected on; " + detail,
                RoundCurves::score),
            chart(
                rows,
                "Training loss",
                "mean over the clients of a round; " + detail,
                RoundCurves::loss))
        .stream()
        .filter(chart -> !chart.curves().isEmpty())
        .toList();
  }

  private static CurveChart chart(
      List<Method> rows,
      String title,
      String detail,
      Function<RunMetrics.RoundMetrics, @Nullable Double> value) {
    int most =
        rows.stream()
            .flatMap(row -> row.runs().stream())
            .mapToInt(run -> run.metrics().rounds().size())
            .max()
            .orElse(0);
    List<CurveChart.Curve> curves =
        rows.stream()
            .filter(row -> !row.runs().isEmpty())
            .map(row -> curve(row, most, value))
            .filter(curve -> curve.values().stream().anyMatch(Objects::nonNull))
            .toList();
    return new CurveChart(
        title, detail, "round", IntStream.rangeClosed(1, most).boxed().toList(), curves);
  }

  private static CurveChart.Curve curve(
      Method row, int most, Function<RunMetrics.RoundMetrics, @Nullable Double> value) {
    List<@Nullable Double> mean = new ArrayList<>();
    List<@Nullable Double> lower = new ArrayList<>();
    List<@Nullable Double> upper = new ArrayList<>();
    for (int place = 0; place < most; place++) {
      List<Double> known = new ArrayList<>();
      for (RunEntry.Scored run : row.runs()) {
        List<RunMetrics.RoundMetrics> rounds = run.metrics().rounds();
        Double one = place < rounds.size() ? value.apply(rounds.get(place)) : null;
        if (one != null) {
          known.add(one);
        }
      }
      double[] values = known.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      mean.add(Moments.of(values).mean());
      lower.add(values.length == 0 ? null : (Double) values[0]);
      upper.add(values.length == 0 ? null : (Double) values[values.length - 1]);
    }
    return new CurveChart.Curve(row.name(), mean, lower, upper);
  }

  private static @Nullable Double score(RunMetrics.RoundMetrics round) {
    RunMetrics.PartScore validation = round.global().validation();
    RunMetrics.PartScore scored = validation == null ? round.global().test() : validation;
    return scored == null ? null : scored.balancedAccuracy();
  }

  private static @Nullable Double loss(RunMetrics.RoundMetrics round) {
    double[] losses =
        round.clients().stream()
            .map(RunMetrics.ClientRound::loss)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .toArray();
    return Moments.of(losses).mean();
  }
}
