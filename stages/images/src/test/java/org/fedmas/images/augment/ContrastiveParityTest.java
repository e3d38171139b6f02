package org.fedmas.images.augment;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every step of the contrastive augmentation of moco.json, for {@code make parity}. */
@Tag("parity")
class ContrastiveParityTest {

  @Test
  void operators() {
    GoldenContrast.operators();
  }

  @Test
  void cropBoxes() {
    GoldenContrast.cropBoxes();
  }

  @Test
  void parameters() {
    GoldenContrast.parameters();
  }
}
