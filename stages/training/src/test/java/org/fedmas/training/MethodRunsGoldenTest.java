package org.fedmas.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.contract.Round;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.TensorEngine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The federations of {@code methods.json} through the production classes. A further run takes part
 * as soon as {@link MethodKeys} has its keys.
 */
class MethodRunsGoldenTest {

  private static final MethodFederation RUNS = MethodFederation.ofRuns();
  private static final MethodFederation TINY = MethodFederation.ofTinyRuns();

  @TempDir Path folder;

  static List<String> runs() {
    return RUNS.supported();
  }

  static List<String> tinyRuns() {
    return TINY.supported();
  }

  @Test
  void theRunsOfLocalWorkAreSupported() {
    assertThat(runs())
        .contains("fedavg", "adam_l2_reset", "sgd_momentum", "sgd_nesterov_reset", "sgd_steps")
        .contains("fedrod", "fedrod_sampled_momentum_clip", "fedetf")
        .contains("normalisation_local", "normalisation_statistics_local");
    assertThat(tinyRuns())
        .contains("fedavg", "adamw", "adam_l2_reset", "sgd_momentum_reset", "steps_sampled");
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

  @ParameterizedTest
  @MethodSource("runs")
  @Tag("parity")
  void everyRunInFloat64(String run) throws Exception {
    replay(RUNS, run, DataType.FLOAT64);
  }

  private void replay(MethodFederation federation, String run, DataType type) throws Exception {
    try (NDManager manager = TensorEngine.newManager(ComputeDevice.CPU);
        MethodRun ours = new MethodRun(federation, run, type, folder, manager)) {
      MethodComparison comparison = new MethodComparison(federation, run, type, ours);
      for (int index = 0; index < federation.runs().get(run).get("history").size(); index++) {
        comparison.round(index, ours.round(new Round(index + 1)));
      }
    }
  }
}
