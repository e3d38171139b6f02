package org.fedmas.tensors.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.Parity;
import org.junit.jupiter.api.Test;

class StepLengthTest {

  private static final String FILE = "methods.json";
  private static final double TOLERANCE = 1e-9;

  @Test
  void everyGoldenCoefficient() {
    JsonNode cases = Golden.json(FILE).at("/units/fednova_coefficient");
    assertThat(cases).isNotEmpty();
    for (int i = 0; i < cases.size(); i++) {
      JsonNode one = cases.get(i);
      StepLength length =
          new StepLength(
              one.get("momentum").doubleValue(),
              one.get("nesterov").booleanValue(),
              one.get("lr").doubleValue(),
              one.get("mu").doubleValue());
      double[] ours = {length.of(one.get("steps").intValue())};
      double[] golden = Golden.numbers(one.get("a"));
      Parity.close(FILE, "fednova_coefficient/" + i, ours, golden, TOLERANCE * golden[0]);
    }
  }

  @Test
  void plainStepsCountThemselves() {
    assertThat(new StepLength(0, false, 0.1, 0).of(7)).isEqualTo(7);
  }

  @Test
  void aPullShortensLaterSteps() {
    double expected = (1 - Math.pow(1 - 0.1 * 0.45, 7)) / (0.1 * 0.45);
    assertThat(new StepLength(0, false, 0.1, 0.45).of(7)).isCloseTo(expected, within(1e-12));
  }

  @Test
  void adaptiveOptimisersHaveNoLength() {
    assertThat(Adam.published().stepLength(0.1, 0)).isEmpty();
    assertThat(AdamW.published().stepLength(0.1, 0)).isEmpty();
  }

  @Test
  void momentumIsNotPlainDescent() {
    assertThat(Sgd.published().isPlainDescent()).isFalse();
    assertThat(new Sgd(0, false, 0.01).isPlainDescent()).isTrue();
    assertThat(Adam.published().isPlainDescent()).isFalse();
  }
}
