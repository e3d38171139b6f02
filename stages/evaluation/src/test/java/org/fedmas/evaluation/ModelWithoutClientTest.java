package org.fedmas.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.Parity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ModelWithoutClientTest {

  private static final String FILE = "methods.json";
  private static final JsonNode GOLDEN =
      Golden.json(FILE).at("/units/contribution_estimate/minus_model");

  @Test
  @Tag("parity")
  void theModelIsGoldenForTheSummary() {
    theModelIsGolden();
  }

  @Test
  void theModelIsGolden() {
    double[] weights = Golden.numbers(GOLDEN.get("weights"));
    ModelState global = state(Golden.numbers(GOLDEN.get("global")));
    for (int k = 0; k < weights.length; k++) {
      ModelState own = state(Golden.numbers(GOLDEN.get("local").get(k)));
      double[] ours = ModelWithoutClient.of(global, own, weights[k]).tensor("fc.weight").doubles();
      double[] wanted = Golden.numbers(GOLDEN.get("without").get(k));
      Parity.close(FILE, "contribution_estimate/minus_model " + k, ours, wanted, 1e-9);
    }
  }

  @Test
  void aClientOfAllWeightLeavesTheModel() {
    ModelState global = state(new double[] {1, 2});
    assertThat(ModelWithoutClient.of(global, global, 1)).isEqualTo(global);
  }

  private static ModelState state(double[] values) {
    return new ModelState(Map.of("fc.weight", StoredTensor.of(values, values.length)));
  }
}
