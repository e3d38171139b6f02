package org.fedmas.aggregation.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.GoldenHash;
import org.fedmas.testkit.Parity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clipping, noise and account. */
class PrivacyGoldenTest {

  private static final String FILE = "methods.json";
  private static final JsonNode GOLDEN = Golden.json(FILE).at("/units/privacy");
  private static final String ENTRY = "fc.weight";

  @TempDir Path folder;

  @Test
  void clippedUpdatesAndNoiseGiveTheGoldenMean() throws IOException {
    double[] wanted = Golden.numbers(GOLDEN.get("mean"));
    List<Path> updates = new ArrayList<>();
    for (JsonNode update : GOLDEN.get("updates")) {
      updates.add(write("update-" + updates.size(), Golden.numbers(update)));
    }
    Path start = write("start", new double[wanted.length]);
    Iterator<Double> noise =
        DoubleStream.of(Golden.numbers(GOLDEN.get("noise"))).boxed().iterator();
    CentralPrivacy privacy =
        new CentralPrivacy(
            GOLDEN.get("limit").doubleValue(),
            GOLDEN.get("noise_multiplier").doubleValue(),
            1e-5,
            0);
    Path next = folder.resolve("next");
    PrivateMean.Clipping clipping =
        new PrivateMean(privacy, start, updates, noise::next).writeTo(start, next);
    close("norms", clipping.norms(), GOLDEN.get("norms"), 1e-9);
    close("factors", clipping.factors(), GOLDEN.get("factors"), 1e-9);
    close("mean", Safetensors.read(next).tensor(ENTRY).doubles(), GOLDEN.get("mean"), 1e-9);
    assertThat(clipping.shortened()).isEqualTo(1);
  }

  @Test
  void theAccountIsGolden() {
    for (JsonNode one : GOLDEN.get("accounting")) {
      int rounds = one.get("rounds").intValue();
      double noise = one.get("noise_multiplier").doubleValue();
      PrivacyAccount account = new CentralPrivacy(1, noise, 1e-5, 0).after(rounds);
      String name = "z %s T %s ".formatted(noise, rounds);
      close(name + "rho", account.rho(), one.get("rho"), 1e-9);
      for (Map.Entry<String, JsonNode> at : one.get("epsilon").properties()) {
        double delta = Double.parseDouble(at.getKey());
        JsonNode wanted = at.getValue();
        String what = name + "delta " + delta + " ";
        double epsilon = account.epsilon(delta);
        close(what + "simple", account.looseEpsilon(delta), wanted.get("simple"), 1e-6);
        close(what + "tight", epsilon, wanted.get("tight"), 1e-6);
        close(what + "alpha", account.order(epsilon), wanted.get("alpha"), 1e-3);
        assertThat(epsilon)
            .as(what)
            .isGreaterThanOrEqualTo(wanted.get("gaussian").doubleValue())
            .isLessThanOrEqualTo(account.looseEpsilon(delta));
      }
    }
  }

  @Test
  void theDeltaOfAnEpsilonIsGolden() {
    for (JsonNode one : GOLDEN.get("delta_of_epsilon")) {
      PrivacyAccount account = new PrivacyAccount(one.get("rho").doubleValue());
      double epsilon = one.get("epsilon").doubleValue();
      String name = "rho %s epsilon %s ".formatted(account.rho(), epsilon);
      close(name + "delta", account.delta(epsilon), one.get("delta"), 1e-6);
      close(name + "alpha", account.order(epsilon), one.get("alpha"), 1e-3);
    }
  }

  @Test
  void theReferencesNormalNumbersAreKnown() {
    JsonNode normals = GOLDEN.get("normals");
    double[] wanted = Golden.numbers(normals.get("values"));
    long seed = Golden.json(FILE).get("seed").longValue();
    double[] ours = GoldenHash.normal(seed, normals.get("stream").longValue(), wanted.length);
    close("normals", ours, normals.get("values"), 1e-9);
  }

  private Path write(String name, double[] values) throws IOException {
    Path file = folder.resolve(name);
    Safetensors.write(file, new ModelState(Map.of(ENTRY, StoredTensor.of(values, values.length))));
    return file;
  }

  private static void close(String what, double ours, JsonNode wanted, double tolerance) {
    close(what, new double[] {ours}, wanted, tolerance);
  }

  private static void close(String what, double[] ours, JsonNode wanted, double tolerance) {
    double[] golden = Golden.numbers(wanted);
    double scale = DoubleStream.of(golden).map(Math::abs).max().orElseThrow();
    Parity.close(FILE, "privacy/" + what, ours, golden, tolerance * scale);
  }
}
