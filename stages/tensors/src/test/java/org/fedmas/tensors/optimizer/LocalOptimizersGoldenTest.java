package org.fedmas.tensors.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.network.Network;
import org.fedmas.tensors.network.backbone.ChannelMeans;
import org.fedmas.tensors.network.head.PlainHead;
import org.fedmas.tensors.network.layer.Gradients;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.Parity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Five steps of every local optimiser over three parameters, unit {@code local_optimizers}. Both
 * types are compared, since float32 on the CPU steps in memory and float64 by the engine.
 */
class LocalOptimizersGoldenTest {

  private static final String FILE = "methods.json";
  private static final JsonNode GOLDEN = Golden.json(FILE).at("/units/local_optimizers");

  static Stream<String> cases() {
    Iterable<String> names = () -> GOLDEN.get("cases").fieldNames();
    return StreamSupport.stream(names.spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyStepInFloat64(String name) {
    compare(name, DataType.FLOAT64, 1e-9);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyStepInFloat32(String name) {
    compare(name, DataType.FLOAT32, 1e-5);
  }

  private static void compare(String name, DataType type, double tolerance) {
    JsonNode one = GOLDEN.get("cases").get(name);
    for (String state : List.of("keep", "reset")) {
      double[][] ours = trained(one.get("settings"), state.equals("reset"), type);
      for (int step = 0; step < ours.length; step++) {
        double[] golden = Golden.numbers(one.get(state).get(step));
        double scale = DoubleStream.of(golden).map(Math::abs).max().orElseThrow();
        String where =
            "local_optimizers/%s %s %s step %s"
                .formatted(name, state, type.name().toLowerCase(Locale.ROOT), step);
        Parity.close(FILE, where, ours[step], golden, tolerance * scale);
      }
    }
  }

  /** Returns the parameters after each step. */
  private static double[][] trained(JsonNode settings, boolean resets, DataType type) {
    Optimizer optimizer = optimizer(settings);
    double[] start = Golden.numbers(GOLDEN.get("start"));
    double[][] after = new double[GOLDEN.get("gradients").size()][];
    try (NDManager manager = TensorEngine.newManager(ComputeDevice.CPU);
        Network network =
            Network.of(new ChannelMeans(2), new PlainHead(), 1, state(start), manager, type)) {
      OptimizerState state = OptimizerState.zero(optimizer, network, manager);
      for (int step = 0; step < after.length; step++) {
        if (resets && step == GOLDEN.get("reset_before_step").intValue()) {
          state = OptimizerState.zero(optimizer, network, manager);
        }
        try (NDManager scope = manager.newSubManager()) {
          ModelState given = state(Golden.numbers(GOLDEN.get("gradients").get(step)));
          List<NDArray> arrays = new ArrayList<>();
          given.tensors().values().forEach(g -> arrays.add(Transfer.upload(scope, g, type)));
          Gradients gradients = new Gradients(arrays, scope);
          if (!settings.get("clip").isNull()) {
            gradients = new GradientClipping(settings.get("clip").doubleValue()).clip(gradients);
          }
          double rate = settings.get("lr").doubleValue();
          optimizer.step(network.parameters(), gradients, state, rate);
        }
        after[step] =
            network.parameters().stream()
                .flatMapToDouble(array -> DoubleStream.of(Transfer.doubles(array)))
                .toArray();
      }
    }
    return after;
  }

  /** Returns three numbers as the weight and the bias of a classifier. */
  private static ModelState state(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    Map<String, StoredTensor> tensors = new java.util.LinkedHashMap<>();
    tensors.put("fc.weight", StoredTensor.of(Arrays.copyOf(floats, 2), 1, 2));
    tensors.put("fc.bias", StoredTensor.of(Arrays.copyOfRange(floats, 2, 3), 1));
    return new ModelState(tensors);
  }

  private static Optimizer optimizer(JsonNode settings) {
    ConfigSource source = ConfigSource.yaml("test", "", new ConfigProblems());
    String name = settings.get("opt").asText();
    source.set("training.optimizer=" + name);
    source.set("training.weight-decay=" + settings.get("weight_decay").asText());
    if (name.equals("sgd")) {
      source.set("training.momentum=" + settings.get("momentum").asText());
      source.set("training.nesterov=" + settings.get("nesterov").asText());
    }
    return Optimizer.read(ConfigReader.of(source));
  }
}
