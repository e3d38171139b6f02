package org.fedmas.tensors.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.fedmas.tensors.Autograd;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.Transfer;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.Parity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every case of losses.json, value and gradient, in both element types. */
class LossParityTest {

  private static final String FILE = "losses.json";

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void everyCase(DataType type) {
    try (NDManager manager = TensorEngine.newManager(ComputeDevice.CPU)) {
      new Cases(Golden.json(FILE), type, manager).compare();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  @Tag("parity")
  void everyCaseForTheSummary(DataType type) {
    everyCase(type);
  }

  private record Cases(JsonNode golden, DataType type, NDManager manager) {

    void compare() {
      effectiveNumbers();
      for (Map.Entry<String, JsonNode> one : cases().toList()) {
        if (one.getKey().equals("prox")) {
          proximal(one.getValue());
        } else {
          compare(one.getKey(), one.getValue());
        }
      }
    }

    private Stream<Map.Entry<String, JsonNode>> cases() {
      Map<String, JsonNode> cases = new LinkedHashMap<>();
      golden.get("cases").fields().forEachRemaining(e -> cases.put(e.getKey(), e.getValue()));
      return cases.entrySet().stream();
    }

    private void compare(String name, JsonNode wanted) {
      String input = wanted.has("input") ? wanted.get("input").asText() : "logits";
      Function<NDArray, NDArray> perSample = perSample(name, wanted);
      Function<NDArray, NDArray> batch = batch(name, wanted, perSample);
      try (Autograd.Recording on = Autograd.recording()) {
        NDArray leaf = Autograd.track(array(golden.get(input)), manager);
        if (wanted.has("per_sample")) {
          double[] each = Transfer.doubles(perSample.apply(leaf));
          value(name + " per_sample", each, wanted.get("per_sample"));
        }
        NDArray value = batch.apply(leaf);
        value(name + " value", Transfer.doubles(value), wanted.get("value"));
        Autograd.backward(value);
        gradient(name, Autograd.gradient(leaf), wanted.get("grad"));
      }
    }

    private Function<NDArray, NDArray> batch(
        String name, JsonNode wanted, Function<NDArray, NDArray> perSample) {
      if (name.startsWith("moon")) {
        ModelContrast term =
            new ModelContrast(
                wanted.get("mu").doubleValue(), wanted.get("temperature").doubleValue());
        return v -> term.of(v, array(golden.get("features_b")), array(golden.get("features_prev")));
      }
      if (name.startsWith("cosine") || name.startsWith("balanced")) {
        return v -> perSample.apply(v).mean();
      }
      Loss loss = loss(name, wanted);
      return o -> loss.batch(o, labels(), counts());
    }

    private Function<NDArray, NDArray> perSample(String name, JsonNode wanted) {
      if (name.startsWith("cosine")) {
        return v -> Divergence.perSample(v, array(golden.get("features_b")));
      }
      if (name.startsWith("balanced")) {
        DeferredWeights weights = DeferredWeights.in(wanted.get("round").intValue(), rounds());
        return v -> {
          NDArray divergences = Divergence.perSample(v, array(golden.get("features_b")));
          return Divergence.weighted(divergences, labels(), counts(), weights);
        };
      }
      return o -> loss(name, wanted).perSample(o, labels(), counts());
    }

    private Loss loss(String name, JsonNode wanted) {
      return switch (name) {
        case "CE" -> new CrossEntropy();
        case "BSM" -> new BalancedSoftmax();
        case "focal" -> new Focal(2);
        case "weighted_focal" -> new FlambyFocal(2, alpha(golden.get("alpha")));
        case "weighted_focal_default_alpha" -> new FlambyFocal(2, alpha(wanted.get("alpha")));
        case "LDAM_before", "LDAM_after" ->
            LabelDistributionMargin.published().inRound(wanted.get("round").intValue(), rounds());
        case "CB" -> EffectiveNumber.published();
        case "RW" -> new InverseFrequency();
        case "LCC" -> new LogitCalibrated(0.5);
        default -> throw new IllegalArgumentException("golden case " + name + " is not known");
      };
    }

    private void proximal(JsonNode wanted) {
      try (Autograd.Recording on = Autograd.recording()) {
        List<NDArray> parameters = new ArrayList<>();
        List<NDArray> anchors = new ArrayList<>();
        for (int i = 0; i < wanted.get("params").size(); i++) {
          parameters.add(Autograd.track(array(wanted.get("params").get(i)), manager));
          anchors.add(array(wanted.get("anchor").get(i)));
        }
        NDArray value = new Proximal(wanted.get("mu").doubleValue()).of(parameters, anchors);
        value("prox value", Transfer.doubles(value), wanted.get("value"));
        Autograd.backward(value);
        for (int i = 0; i < parameters.size(); i++) {
          NDArray gradient = Autograd.gradient(parameters.get(i));
          gradient("prox " + i, gradient, wanted.get("grad").get(i));
        }
      }
    }

    private void effectiveNumbers() {
      double[] wanted = Golden.numbers(golden.get("effective_weights_beta_0.9999"));
      double[] ours = ClassWeights.effectiveNumber(counts(), ClassWeights.BETA);
      Parity.close(FILE, "effective_weights_beta_0.9999", ours, wanted, 1e-12);
    }

    private void value(String name, double[] ours, JsonNode golden) {
      double[] wanted = Golden.numbers(golden);
      Parity.close(FILE, label(name), ours, wanted, 1e-6 * Math.max(1, largest(wanted)));
    }

    private void gradient(String name, NDArray ours, JsonNode golden) {
      double[] wanted = Golden.numbers(golden);
      Parity.close(
          FILE, label(name + " grad"), Transfer.doubles(ours), wanted, 2e-6 * largest(wanted));
    }

    private String label(String name) {
      return name + " " + type.name().toLowerCase(Locale.ROOT);
    }

    private static double largest(double[] values) {
      return DoubleStream.of(values).map(Math::abs).max().orElse(0);
    }

    private NDArray array(JsonNode rows) {
      NDArray flat = manager.create(Golden.numbers(rows)).toType(type, false);
      return rows.get(0).isArray() ? flat.reshape(rows.size(), -1) : flat;
    }

    private NDArray labels() {
      return Transfer.labels(manager, Golden.integers(golden.get("targets")));
    }

    private long[] counts() {
      return DoubleStream.of(Golden.numbers(golden.get("class_counts")))
          .mapToLong(n -> (long) n)
          .toArray();
    }

    private int rounds() {
      return golden.get("rounds").intValue();
    }

    private static List<Double> alpha(JsonNode numbers) {
      return DoubleStream.of(Golden.numbers(numbers)).boxed().toList();
    }
  }
}
