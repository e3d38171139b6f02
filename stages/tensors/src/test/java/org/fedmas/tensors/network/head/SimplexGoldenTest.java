package org.fedmas.tensors.network.head;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.fedmas.tensors.Autograd;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.loss.BalancedSoftmax;
import org.fedmas.tensors.network.layer.Mode;
import org.fedmas.tensors.network.layer.PlainPass;
import org.fedmas.tensors.network.layer.SimplexClassifier;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.GoldenHash;
import org.fedmas.testkit.Parity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The unit {@code etf} of methods.json: directions, logits, balanced softmax and gradients. */
class SimplexGoldenTest {

  private static final String FILE = "methods.json";
  private static final double EXACT = 1e-9;
  private static final JsonNode GOLDEN = Golden.json(FILE).at("/units/etf");
  private static final double[][] RANDOM = matrix(GOLDEN.get("random"));

  @Test
  void directionsAreTheGoldenOnes() {
    compare("orthonormal", Simplex.orthonormal(RANDOM));
    compare("simplex", Simplex.of(RANDOM));
    long seed = Golden.json(FILE).get("seed").longValue();
    float[] eight = GoldenHash.symmetric(seed, 33_000, 64, 1, 0);
    double[][] random = new double[8][8];
    IntStream.range(0, 64).forEach(i -> random[i / 8][i % 8] = eight[i]);
    compare("orthonormal_8", Simplex.orthonormal(random));
    compare("simplex_8", Simplex.of(random));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void logitsLossAndGradients(DataType type) {
    double tolerance = type == DataType.FLOAT64 ? EXACT : 1e-5;
    try (NDManager manager = TensorEngine.newManager(ComputeDevice.CPU);
        Autograd.Recording on = Autograd.recording()) {
      NDArray weight = leaf(manager, "weight", type);
      NDArray bias = leaf(manager, "bias", type);
      NDArray scale = leaf(manager, "scale", type);
      NDArray features = leaf(manager, "features", type);
      SimplexClassifier layer =
          new SimplexClassifier(
              "fc", (int) features.getShape().get(1), RANDOM.length, Simplex.of(RANDOM));
      PlainPass pass =
          new PlainPass(
              Map.of("fc.weight", weight, "fc.bias", bias, "fc.scale", scale), Mode.TRAIN);
      NDArray logits = layer.apply(pass, features);
      long[] counts = Arrays.stream(Golden.integers(GOLDEN.get("counts"))).asLongStream().toArray();
      NDArray labels = Transfer.labels(manager, Golden.integers(GOLDEN.get("targets")));
      NDArray value = new BalancedSoftmax().batch(logits, labels, counts);
      compare("logits", Transfer.doubles(logits), GOLDEN.get("logits"), tolerance, type);
      compare("value", Transfer.doubles(value), GOLDEN.get("value"), tolerance, type);
      Autograd.backward(value);
      JsonNode gradients = GOLDEN.get("grad");
      gradient("weight", weight, gradients, tolerance, type);
      gradient("bias", bias, gradients, tolerance, type);
      gradient("scale", scale, gradients, tolerance, type);
      gradient("features", features, gradients, tolerance, type);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  @Tag("parity")
  void everythingForTheSummary(DataType type) {
    directionsAreTheGoldenOnes();
    logitsLossAndGradients(type);
  }

  private static void gradient(
      String name, NDArray leaf, JsonNode golden, double tolerance, DataType type) {
    NDArray gradient = java.util.Objects.requireNonNull(Autograd.gradient(leaf));
    compare("grad " + name, Transfer.doubles(gradient), golden.get(name), tolerance, type);
  }

  private static NDArray leaf(NDManager manager, String name, DataType type) {
    JsonNode golden = GOLDEN.get(name);
    double[] values = Golden.numbers(golden);
    int rows = golden.isArray() ? golden.size() : 1;
    Shape shape =
        golden.isArray() && golden.get(0).isArray()
            ? new Shape(rows, values.length / rows)
            : new Shape(values.length);
    return Autograd.track(manager.create(values, shape).toType(type, true), manager);
  }

  private static void compare(String name, double[][] ours) {
    double[] flat = Arrays.stream(ours).flatMapToDouble(Arrays::stream).toArray();
    compare(name, flat, GOLDEN.get(name), EXACT, DataType.FLOAT64);
  }

  private static void compare(
      String name, double[] ours, JsonNode golden, double tolerance, DataType type) {
    double[] wanted = Golden.numbers(golden);
    double largest = Arrays.stream(wanted).map(Math::abs).max().orElse(0);
    String full = "etf/" + name + " " + type.name().toLowerCase(java.util.Locale.ROOT);
    Parity.close(FILE, full, ours, wanted, tolerance * largest);
  }

  private static double[][] matrix(JsonNode golden) {
    double[][] matrix = new double[golden.size()][];
    for (int row = 0; row < matrix.length; row++) {
      matrix[row] = Golden.numbers(golden.get(row));
    }
    return matrix;
  }
}
