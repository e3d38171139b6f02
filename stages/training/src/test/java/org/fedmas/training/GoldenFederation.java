package org.fedmas.training;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.network.FeatureNetwork;
import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.testkit.Golden;

/**
 * The data that all runs of {@code rounds.json}, or of another file of that form, share.
 *
 * @param json the file
 * @param clients the pictures of each client
 * @param test the test pictures
 * @param auxiliary the auxiliary network's architecture
 * @param auxiliaryState its values
 */
record GoldenFederation(
    JsonNode json,
    List<GoldenImages> clients,
    GoldenImages test,
    Backbone auxiliary,
    ModelState auxiliaryState) {

  static final String FILE = "rounds.json";

  private static final long CLIENT_STREAM = 810;
  private static final long TEST_STREAM = 820;

  static GoldenFederation read() {
    return of(Golden.json(FILE));
  }

  /** Returns the data of a file that lists seed, labels and streams as {@code rounds.json} does. */
  static GoldenFederation of(JsonNode json) {
    long seed = json.get("seed").longValue();
    Backbone backbone = backbone(json.get("aux").asText().split(" ", 2)[0]);
    long base = json.get("aux_stream_base").longValue();
    ModelState state = GoldenStates.of(backbone.layout(), seed, base);
    try (NDManager manager = TensorEngine.newManager(ComputeDevice.CPU);
        FeatureNetwork auxiliary = FeatureNetwork.of(backbone, state, manager)) {
      List<GoldenImages> clients = new ArrayList<>();
      for (JsonNode labels : json.get("client_labels")) {
        long stream = CLIENT_STREAM + clients.size();
        clients.add(GoldenImages.of(Golden.integers(labels), seed, stream, auxiliary));
      }
      int[] labels = Golden.integers(json.get("test_labels"));
      GoldenImages test = GoldenImages.of(labels, seed, TEST_STREAM, auxiliary);
      return new GoldenFederation(json, clients, test, backbone, state);
    }
  }

  static Backbone backbone(String name) {
    return Backbone.choice().named(name);
  }

  long seed() {
    return json.get("seed").longValue();
  }

  int classes() {
    return json.get("classes").intValue();
  }

  int rounds() {
    return json.get("rounds").intValue();
  }

  int batch() {
    return json.get("batch").intValue();
  }
}
