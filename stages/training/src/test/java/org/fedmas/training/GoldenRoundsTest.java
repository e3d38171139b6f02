package org.fedmas.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.fedmas.contract.Round;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.Parity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole golden federations, round by round, through the production classes. */
class GoldenRoundsTest {

  private static final GoldenFederation FEDERATION = GoldenFederation.read();

  /** Tolerance of float32 sums over a picture. */
  private static final double IMAGE_SUMS = 1e-5;

  @TempDir Path folder;

  static Stream<String> runs() {
    Iterable<String> names = () -> FEDERATION.json().get("runs").fieldNames();
    return StreamSupport.stream(names.spliterator(), false);
  }

  static Stream<String> smallRuns() {
    return runs().filter(name -> config(name).get("arch").asText().equals("resnet8"));
  }

  @Test
  void picturesAreTheGoldenOnes() {
    JsonNode json = FEDERATION.json();
    for (int k = 0; k < FEDERATION.clients().size(); k++) {
      GoldenImages client = FEDERATION.clients().get(k);
      images("client " + k, client.sums(), json.get("client_image_sums").get(k));
      int[] counts = Golden.integers(json.get("client_class_counts").get(k));
      assertThat(client.counts(FEDERATION.classes()).counts()).containsExactly(counts);
    }
    images("test", FEDERATION.test().sums(), json.get("test_image_sums"));
  }

  @ParameterizedTest
  @MethodSource("smallRuns")
  void twoRoundsOfTheSmallRuns(String run) throws IOException {
    replay(run, DataType.FLOAT32, 2);
  }

  @ParameterizedTest
  @MethodSource("runs")
  @Tag("soak") // parity compares in the reference's own type, float64
  void everyRunInFloat32(String run) throws IOException {
    replay(run, DataType.FLOAT32, FEDERATION.rounds());
  }

  @ParameterizedTest
  @MethodSource("runs")
  @Tag("parity")
  void everyRunInFloat64(String run) throws IOException {
    replay(run, DataType.FLOAT64, FEDERATION.rounds());
  }

  private void replay(String name, DataType type, int rounds) throws IOException {
    JsonNode golden = FEDERATION.json().get("runs").get(name);
    String prefix = name + " " + type.name().toLowerCase(Locale.ROOT);
    try (NDManager manager = TensorEngine.newManager(ComputeDevice.CPU);
        GoldenRun run = new GoldenRun(FEDERATION, golden.get("config"), type, folder, manager)) {
      GoldenComparison comparison =
          new GoldenComparison(
              prefix,
              type,
              golden,
              run.layout(),
              run.start(),
              FEDERATION.test().labels(),
              FEDERATION.classes());
      for (int index = 0; index < rounds; index++) {
        comparison.round(index, run.round(new Round(index + 1)));
      }
    }
  }

  private static JsonNode config(String run) {
    return FEDERATION.json().get("runs").get(run).get("config");
  }

  private static void images(String whose, double[] sums, JsonNode golden) {
    String name = "pictures of " + whose;
    Parity.close(GoldenFederation.FILE, name, sums, Golden.numbers(golden), IMAGE_SUMS);
  }
}
