package org.fedmas.tensors.contrast;

import ai.djl.ndarray.types.DataType;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All runs and federations of moco.json. */
@Tag("parity")
class ContrastParityTest {

  static List<String> runs() {
    return ContrastComparison.names("runs");
  }

  static List<String> federations() {
    return ContrastComparison.names("federations");
  }

  @ParameterizedTest
  @MethodSource("runs")
  void everyNumberOfARun(String name) {
    ContrastComparison.run(name, DataType.FLOAT64);
  }

  @ParameterizedTest
  @MethodSource("federations")
  void aFederation(String name) {
    ContrastComparison.federation(name);
  }
}
