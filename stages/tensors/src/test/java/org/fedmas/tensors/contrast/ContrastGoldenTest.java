package org.fedmas.tensors.contrast;

import ai.djl.ndarray.types.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small runs of moco.json, which can be checked by hand. */
class ContrastGoldenTest {

  @ParameterizedTest
  @ValueSource(strings = {"tiny", "tiny_one_group"})
  void everyNumberOfARun(String name) {
    ContrastComparison.run(name, DataType.FLOAT64);
  }

  @Test
  void aRunInSinglePrecision() {
    ContrastComparison.run("tiny", DataType.FLOAT32);
  }

  @Test
  void aFederation() {
    ContrastComparison.federation("tiny");
  }
}
