package org.fedmas.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import org.fedmas.tables.model.ClientEntries;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.model.TensorType;

/** The comparison of what clients keep: entries of batch normalisation, and personal heads. */
record OwnEntriesComparison(MethodComparison comparison, MethodRun ours) {

  /**
   * Compares a round, counted from 0.
   *
   * @param global the folder of the new global model
   */
  void round(int index, JsonNode expected, Path global) throws IOException {
    String round = "round " + index + " ";
    for (int client = 0; client < expected.path("client_own").size(); client++) {
      String what = round + "client " + client + " ";
      ModelState own =
          ClientState.read(List.of(ours.own(client))).of(ClientEntries.NORMALISATION);
      entries(what + "own.", own, expected.get("client_own").get(client), "client_own.");
      JsonNode golden = expected.get("client_predictions").get(client).get("test_logits");
      ModelState model = ClientEntries.model(global, ours.own(client));
      comparison.close(
          what + "predictions",
          ours.logits(model, client),
          golden,
          "client_predictions.test_logits_round" + index);
    }
    for (int client = 0; client < expected.path("personal").size(); client++) {
      if (ours.update(client) != null) {
        personal(index, client, expected.get("personal").get(client), global);
      }
    }
    for (int i = 0; i < expected.get("clients").size(); i++) {
      JsonNode loss = expected.get("clients").get(i).path("loss_personal");
      if (!loss.isMissingNode()) {
        int client = expected.get("participants").get(i).intValue();
        double[] found = {ours.personalLoss(client)};
        String what = round + "client " + client + " personal loss";
        comparison.close(what, found, loss, "clients.loss_personal");
      }
    }
  }

  private void personal(int index, int client, JsonNode golden, Path global) throws IOException {
    String what = "round " + index + " client " + client + " personal ";
    Path own = ours.own(client);
    ModelState head = ClientState.read(List.of(own)).of(ClientEntries.PERSONAL);
    entries(what + "head.", head, golden.get("head"), "personal.head.");
    comparison.close(
        what + "logits",
        ours.logits(ClientEntries.personalModel(global, own), client),
        golden.get("personal_logits"),
        "personal.personal_logits_round" + index);
    if (golden.has("local_logits")) {
      comparison.close(
          what + "logits of the local model",
          ours.logits(ClientEntries.personalModel(own, own), client),
          golden.get("local_logits"),
          "personal.local_logits_round" + index);
    }
  }

  private void entries(String what, ModelState state, JsonNode golden, String deviation) {
    List<double[]> floats =
        state.tensors().values().stream()
            .filter(tensor -> tensor.type() != TensorType.I64)
            .map(StoredTensor::numbers)
            .toList();
    double[] sums = floats.stream().mapToDouble(v -> DoubleStream.of(v).sum()).toArray();
    double[] norms =
        floats.stream()
            .mapToDouble(v -> Math.sqrt(DoubleStream.of(v).map(x -> x * x).sum()))
            .toArray();
    comparison.close(what + "sum", sums, golden.get("sum"), deviation + "sum");
    comparison.close(what + "norm", norms, golden.get("norm"), deviation + "norm");
  }
}
