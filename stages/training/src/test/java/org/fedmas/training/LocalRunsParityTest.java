package org.fedmas.training;

import ai.djl.ndarray.types.DataType;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs of {@code methods.json} whose clients train in another way: drift, steps, optimisers. */
@Tag("parity")
class LocalRunsParityTest {

  private static final List<String> LOCAL = List.of("adam", "feddyn", "fednova", "scaffold", "sgd");

  @TempDir Path folder;

  static List<String> runs() {
    return MethodFederation.ofRuns().supported().stream().filter(LocalRunsParityTest::has).toList();
  }

  /** Returns whether a run belongs here. */
  static boolean has(String run) {
    return LOCAL.stream().anyMatch(run::startsWith);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void everyRunInFloat64(String run) throws Exception {
    MethodReplay.compare(MethodFederation.ofRuns(), run, DataType.FLOAT64, folder);
  }
}
