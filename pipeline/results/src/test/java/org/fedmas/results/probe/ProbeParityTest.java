package org.fedmas.results.probe;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Evaluation of frozen features in moco.json, for {@code make parity}. */
@Tag("parity")
class ProbeParityTest {

  @Test
  void neighbours() {
    GoldenProbe.neighbours();
  }

  @Test
  void probes() {
    GoldenProbe.probes();
  }
}
