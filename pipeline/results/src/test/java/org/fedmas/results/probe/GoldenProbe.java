package org.fedmas.results.probe;

import com.fasterxml.jackson.databind.JsonNode;
import org.fedmas.results.probe.NearestNeighbours.Found;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.GoldenHash;
import org.fedmas.testkit.Parity;

/** Comparisons of nearest neighbours and linear probe with {@code moco.json}. */
final class GoldenProbe {

  private static final String FILE = "moco.json";
  private static final JsonNode WHOLE = Golden.json(FILE);
  private static final JsonNode GOLDEN = WHOLE.get("evaluation");
  private static final int CLASSES = 5;

  /** Numbers of the golden file have eleven digits. */
  private static final double SHARES = 1e-9;

  private static final double SOLUTION = 1e-6;

  private GoldenProbe() {}

  static LabelledFeatures part(String name) {
    int width = GOLDEN.get("width").intValue();
    long seed = WHOLE.get("seed").longValue();
    int[] labels = Golden.integers(GOLDEN.get(name + "_labels"));
    float[] centres = GoldenHash.symmetric(seed, 960000, CLASSES * width, 1, 0);
    long stream = name.equals("train") ? 960001 : 960002;
    float[][] rows = new float[labels.length][width];
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      for (int j = 0; j < width; j++) {
        double v = 2 * GoldenHash.unit(seed, stream, (long) i * width + j) - 1;
        rows[i][j] = (float) (centres[labels[i] * width + j] + 1.6 * v);
        sum += rows[i][j];
      }
    }
    Parity.close(FILE, name + " sum", sum, GOLDEN.get(name + "_sum").doubleValue(), 1e-8);
    double[] first = new double[width];
    for (int j = 0; j < width; j++) {
      first[j] = rows[0][j];
    }
    close(name + " first row", first, GOLDEN.get(name + "_first_row"), SHARES);
    return new LabelledFeatures(rows, labels, new int[labels.length], CLASSES);
  }

  /** Compares neighbours, shares and predictions. */
  static void neighbours() {
    LabelledFeatures test = part("test");
    NearestNeighbours nearest = new NearestNeighbours(part("train"));
    GOLDEN
        .get("knn")
        .fields()
        .forEachRemaining(one -> neighbours(one.getKey(), one.getValue(), nearest, test));
  }

  private static void neighbours(
      String name, JsonNode golden, NearestNeighbours nearest, LabelledFeatures test) {
    int asked = Integer.parseInt(name.substring(1));
    Found[] found = nearest.find(test.rows(), asked);
    int k = found[0].places().length;
    Parity.close(FILE, name + " k", k, golden.get("k").doubleValue(), 0);
    double[][] shares = new double[found.length][];
    double[][] places = new double[found.length][5];
    double[][] similarities = new double[found.length][5];
    for (int i = 0; i < found.length; i++) {
      shares[i] = nearest.shares(found[i], asked);
      for (int j = 0; j < 5; j++) {
        places[i][j] = found[i].places()[j];
        similarities[i][j] = found[i].similarities()[j];
      }
    }
    close(name + " neighbours", flat(places), golden.get("first5_neighbours"), 0);
    close(name + " similarities", flat(similarities), golden.get("first5_similarities"), SHARES);
    close(name + " shares", flat(shares), golden.get("share"), SHARES);
    scores(name, nearest.predictions(found, asked), test, golden);
  }

  /** Compares solutions, logits and predictions. */
  static void probes() {
    LabelledFeatures train = part("train");
    LabelledFeatures test = part("test");
    for (JsonNode golden : GOLDEN.get("probe")) {
      double lambda = golden.get("lambda").doubleValue();
      boolean balanced = golden.get("weights").asText().equals("balanced");
      String name = "probe %s %s".formatted(lambda, golden.get("weights").asText());
      LinearProbe probe = LinearProbe.fit(train, lambda, balanced, 1e-13);
      double[][] weights = new double[CLASSES][];
      double[] biases = new double[CLASSES];
      for (int c = 0; c < CLASSES; c++) {
        weights[c] = probe.weights(c);
        biases[c] = probe.bias(c);
      }
      double[][] logits = new double[test.images()][];
      for (int i = 0; i < logits.length; i++) {
        logits[i] = probe.logits(test.rows()[i]);
      }
      Parity.close(FILE, name + " gradient", Vectors.largest(probe.point().gradient()), 0, 1e-13);
      double value = golden.get("objective").doubleValue();
      Parity.close(FILE, name + " objective", probe.point().value(), value, SHARES);
      close(name + " W", flat(weights), golden.get("W"), SOLUTION);
      close(name + " b", biases, golden.get("b"), SOLUTION);
      close(name + " logits", flat(logits), golden.get("test_logits"), SOLUTION);
      scores(name, probe.predictions(test.rows()), test, golden);
      ProbeScore fit = ProbeScore.of(train.labels(), probe.predictions(train.rows()), CLASSES);
      double wanted = golden.get("train_accuracy").doubleValue();
      Parity.close(FILE, name + " train accuracy", fit.accuracy(), wanted, SHARES);
    }
  }

  private static void scores(String name, int[] ours, LabelledFeatures test, JsonNode golden) {
    double[] predictions = java.util.Arrays.stream(ours).asDoubleStream().toArray();
    close(name + " predictions", predictions, golden.get("predictions"), 0);
    ProbeScore score = ProbeScore.of(test.labels(), ours, CLASSES);
    Parity.close(
        FILE, name + " accuracy", score.accuracy(), golden.get("accuracy").doubleValue(), SHARES);
    double balanced = golden.get("balanced_accuracy").doubleValue();
    Parity.close(FILE, name + " balanced", score.balancedAccuracy(), balanced, SHARES);
  }

  private static void close(String name, double[] ours, JsonNode golden, double tolerance) {
    Parity.close(FILE, name, ours, Golden.numbers(golden), tolerance);
  }

  private static double[] flat(double[][] values) {
    return java.util.Arrays.stream(values).flatMapToDouble(java.util.Arrays::stream).toArray();
  }
}
