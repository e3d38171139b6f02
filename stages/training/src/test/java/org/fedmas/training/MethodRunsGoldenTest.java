package org.fedmas.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.DataType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The federations of {@code methods.json} through the production classes: those of softmax
 * regression, and a few of resnet8. {@link LocalRunsParityTest} and {@link ServerRunsParityTest}
 * have all of resnet8.
 */
class MethodRunsGoldenTest {

  private static final MethodFederation RUNS = MethodFederation.ofRuns();
  private static final MethodFederation TINY = MethodFederation.ofTinyRuns();

  @TempDir Path folder;

  static List<String> tinyRuns() {
    return TINY.supported();
  }

  @Test
  void everyRunOfTheFileIsReplayed() {
    assertThat(TINY.supported()).containsExactlyInAnyOrderElementsOf(names(TINY));
    List<String> runs = new ArrayList<>(LocalRunsParityTest.runs());
    runs.addAll(ServerRunsParityTest.runs());
    assertThat(runs).containsExactlyInAnyOrderElementsOf(names(RUNS));
  }

  @ParameterizedTest
  @MethodSource("tinyRuns")
  void everyTinyRun(String run) throws Exception {
    replay(TINY, run, DataType.FLOAT64);
  }

  @ParameterizedTest
  @Tag("soak")
  @ValueSource(strings = {"sgd_momentum", "adam_l2_reset", "sgd_nesterov_reset", "sgd_steps"})
  void aRunInFloat32(String run) throws Exception {
    replay(RUNS, run, DataType.FLOAT32);
  }

  @ParameterizedTest
  @MethodSource("tinyRuns")
  @Tag("soak") // parity compares in the reference's own type, float64
  void everyTinyRunInFloat32(String run) throws Exception {
    replay(TINY, run, DataType.FLOAT32);
  }

  @ParameterizedTest
  @MethodSource("tinyRuns")
  @Tag("parity")
  void everyTinyRunInFloat64(String run) throws Exception {
    replay(TINY, run, DataType.FLOAT64);
  }

  private void replay(MethodFederation federation, String run, DataType type) throws Exception {
    MethodReplay.compare(federation, run, type, folder);
  }

  private static List<String> names(MethodFederation federation) {
    List<String> names = new ArrayList<>();
    federation.runs().fieldNames().forEachRemaining(names::add);
    return names;
  }
}
