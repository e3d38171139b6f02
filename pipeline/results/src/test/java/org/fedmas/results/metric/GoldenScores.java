package org.fedmas.results.metric;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.Parity;
import org.jspecify.annotations.Nullable;

/** Every case and field of the golden metrics against {@link Scores}. */
final class GoldenScores {

  private static final String FILE = "metrics.json";
  private static final double TOLERANCE = 1e-12;

  private GoldenScores() {}

  static void check() {
    for (Map.Entry<String, JsonNode> one : Golden.json(FILE).get("cases").properties()) {
      check(one.getKey(), one.getValue());
    }
  }

  private static void check(String name, JsonNode golden) {
    Scores ours = scores(golden);
    close(name, golden, "accuracy", values(ours.accuracy()));
    close(name, golden, "balanced_accuracy", values(ours.balancedAccuracy()));
    close(name, golden, "macro_precision", values(ours.macroPrecision()));
    close(name, golden, "macro_recall", values(ours.macroRecall()));
    close(name, golden, "macro_f1", values(ours.macroF1()));
    close(name, golden, "macro_auroc_present", values(ours.macroAuroc()));
    if (golden.has("macro_auroc_ovr")) {
      close(name, golden, "macro_auroc_ovr", values(ours.macroAuroc()));
    }
    close(name, golden, "matthews", values(ours.matthews()));
    close(name, golden, "cohen_kappa", values(ours.cohensKappa()));
    // the golden file writes 0 where we say that there is nothing to score
    close(name, golden, "per_class_precision", perClass(ours, ClassScores::precision, 0));
    close(name, golden, "per_class_recall", perClass(ours, ClassScores::recall, 0));
    close(name, golden, "per_class_f1", perClass(ours, ClassScores::f1, 0));
    close(name, golden, "per_class_auroc", perClass(ours, ClassScores::auroc, Double.NaN));
    close(name, golden, "support", perClass(ours, one -> (double) one.support(), Double.NaN));
    double[] confusion =
        ours.confusion().counts().stream()
            .flatMap(List::stream)
            .mapToDouble(Integer::doubleValue)
            .toArray();
    close(name, golden, "confusion_matrix", confusion);
    int[] over =
        java.util.stream.IntStream.range(0, ours.classes().size())
            .filter(c -> ours.classes().get(c).seen())
            .toArray();
    Parity.holds(
        FILE,
        name + ".macro_over",
        java.util.Arrays.equals(over, Golden.integers(golden.get("macro_over"))));
  }

  private static Scores scores(JsonNode golden) {
    double[][] probabilities =
        StreamSupport.stream(golden.get("probabilities").spliterator(), false)
            .map(Golden::numbers)
            .toArray(double[][]::new);
    return Scores.of(
        golden.get("confusion_matrix").size(),
        Golden.integers(golden.get("labels")),
        Golden.integers(golden.get("predictions")),
        probabilities);
  }

  private static void close(String name, JsonNode golden, String field, double[] ours) {
    Parity.close(FILE, name + "." + field, ours, numbers(golden.get(field)), TOLERANCE);
  }

  /** Returns the numbers, with NaN for null; {@link Parity} finds NaN equal to NaN only. */
  private static double[] numbers(JsonNode node) {
    if (!node.isArray()) {
      return new double[] {node.isNull() ? Double.NaN : Golden.number(node)};
    }
    return StreamSupport.stream(node.spliterator(), false)
        .flatMapToDouble(one -> java.util.Arrays.stream(numbers(one)))
        .toArray();
  }

  private static double[] values(@Nullable Double ours) {
    return new double[] {ours == null ? Double.NaN : ours};
  }

  private static double[] perClass(
      Scores ours, Function<ClassScores, @Nullable Double> score, double otherwise) {
    return ours.classes().stream()
        .map(score)
        .mapToDouble(value -> value == null ? otherwise : value)
        .toArray();
  }
}
