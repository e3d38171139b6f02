package org.fedmas.tensors.checkpoint;

import org.fedmas.testkit.Parity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One case per golden checkpoint file, for the summary. */
@Tag("parity")
class CheckpointParityTest {

  @Test
  void goodFilesAreReadBitForBit() {
    GoldenCheckpoints.good()
        .forEach(
            (name, golden) ->
                Parity.holds(
                    GoldenCheckpoints.FILE,
                    name,
                    GoldenCheckpoints.same(
                        Checkpoint.read(GoldenCheckpoints.folder().resolve(name)), golden)));
  }

  @Test
  void badFilesAreRejectedAndRunNoCode() {
    GoldenCheckpoints.bad()
        .forEach(
            (name, must) -> {
              boolean refused = GoldenCheckpoints.refused(name);
              Parity.holds(
                  GoldenCheckpoints.FILE,
                  name,
                  (refused || !must) && !GoldenCheckpoints.markerExists());
            });
  }
}
