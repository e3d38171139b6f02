package org.fedmas.training;

import ai.djl.ndarray.types.DataType;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs of {@code methods.json} that {@link LocalRunsParityTest} does not have. */
@Tag("parity")
class ServerRunsParityTest {

  @TempDir Path folder;

  static List<String> runs() {
    return MethodFederation.ofRuns().supported().stream()
        .filter(run -> !LocalRunsParityTest.has(run))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("runs")
  void everyRunInFloat64(String run) throws Exception {
    MethodReplay.compare(MethodFederation.ofRuns(), run, DataType.FLOAT64, folder);
  }
}
