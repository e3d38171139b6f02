package org.fedmas.tensors.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tensors.Autograd;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.Transfer;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.Parity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Margins, losses and gradients of {@code dala} for several exponents. */
class DifficultyAwareGoldenTest {

  private static final String FILE = "methods.json";
  private static final JsonNode GOLDEN = Golden.json(FILE).at("/units/dala");

  static Stream<String> cases() {
    Iterable<String> names = () -> GOLDEN.get("cases").fieldNames();
    return StreamSupport.stream(names.spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void marginsLossesAndGradientsAreGolden(String name) {
    JsonNode wanted = GOLDEN.at("/cases/" + name);
    List<Double> classLosses =
        Arrays.stream(Golden.numbers(GOLDEN.get("class_loss"))).boxed().toList();
    DifficultyAware loss = new DifficultyAware(wanted.get("d").doubleValue(), classLosses);
    long[] counts = longs("counts");
    close(name + " margins", loss.margins(counts), wanted.get("margins"), 1e-9);
    for (DataType type : new DataType[] {DataType.FLOAT32, DataType.FLOAT64}) {
      try (NDManager manager = TensorEngine.newManager(ComputeDevice.CPU);
          Autograd.Recording on = Autograd.recording()) {
        double[] values = Golden.numbers(GOLDEN.get("logits"));
        int rows = GOLDEN.get("logits").size();
        StoredTensor logits = StoredTensor.of(values, rows, values.length / rows);
        NDArray leaf = Autograd.track(Transfer.upload(manager, logits, type), manager);
        NDArray labels = Transfer.labels(manager, Golden.integers(GOLDEN.get("targets")));
        String what = name + " " + type + " ";
        double tolerance = type == DataType.FLOAT64 ? 1e-9 : 1e-5;
        double[] each = Transfer.doubles(loss.perSample(leaf, labels, counts));
        close(what + "per_sample", each, wanted.get("per_sample"), tolerance);
        NDArray value = loss.batch(leaf, labels, counts);
        close(what + "value", Transfer.doubles(value), wanted.get("value"), tolerance);
        Autograd.backward(value);
        double[] gradient = Transfer.doubles(Autograd.gradient(leaf));
        close(what + "grad", gradient, wanted.get("grad"), tolerance);
      }
    }
  }

  @Test
  void classLossesAreSummedOverClients() {
    JsonNode over = GOLDEN.get("class_loss_over_clients");
    int classes = over.get("class_loss").size();
    double[] sums = new double[classes];
    long[] counts = new long[classes];
    for (int k = 0; k < over.get("counts").size(); k++) {
      for (int c = 0; c < classes; c++) {
        sums[c] += over.get("loss_sums").get(k).get(c).doubleValue();
        counts[c] += over.get("counts").get(k).get(c).longValue();
      }
    }
    double[] ours =
        DifficultyAware.published().measured(sums, counts).classLosses().stream()
            .mapToDouble(Double::doubleValue)
            .toArray();
    close("class_loss_over_clients", ours, over.get("class_loss"), 1e-9);
  }

  private static long[] longs(String field) {
    return IntStream.of(Golden.integers(GOLDEN.get(field))).asLongStream().toArray();
  }

  private static void close(String what, double[] ours, JsonNode wanted, double tolerance) {
    double[] golden = Golden.numbers(wanted);
    double scale = DoubleStream.of(golden).map(Math::abs).max().orElseThrow();
    Parity.close(FILE, "dala/" + what, ours, golden, tolerance * scale);
  }
}
