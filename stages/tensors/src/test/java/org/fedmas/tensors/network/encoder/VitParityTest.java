package org.fedmas.tensors.network.encoder;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every encoder of vit.json, for {@code make parity}. */
@Tag("parity")
class VitParityTest {

  static Stream<String> encoders() {
    return EncoderComparison.names().stream();
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void everyLayerOfAnEncoder(String name) {
    EncoderComparison.everyLayerOfAnEncoder(name);
  }

  @ParameterizedTest
  @MethodSource("encoders")
  void changedWeights(String name) {
    EncoderComparison.changedWeights(name);
  }

  @Test
  void interpolationMatrices() {
    EncoderComparison.interpolationMatrices();
  }

  @Test
  void normalisations() {
    EncoderComparison.normalisations();
  }

  @Test
  void clipArchives() {
    EncoderComparison.clipArchives();
  }
}
