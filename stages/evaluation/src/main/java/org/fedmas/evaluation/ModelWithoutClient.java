package org.fedmas.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.tables.model.EntryKind;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.model.TensorLayout;
import org.fedmas.tables.summary.AggregationSummary;
import org.fedmas.tables.summary.Summary;

/**
 * The global model without one client's part, {@code (θ − w_k θ_k) / (1 − w_k)} over all entries
 * but counters. If θ is the weighted mean of the clients' models, it is the mean of the others.
 */
final class ModelWithoutClient {

  private ModelWithoutClient() {}

  /**
   * Returns the model.
   *
   * @param global the folder of the global model, with the weights that it was made with
   * @param update the folder of the client's update of the same round
   */
  static ModelState of(Path global, Path update, int client) throws IOException {
    double weight =
        Summary.read(global, AggregationSummary.class).clients().stream()
            .filter(one -> one.client() == client)
            .mapToDouble(AggregationSummary.Participant::weight)
            .findFirst()
            .orElseThrow(
                () -> new StageFailedException("%s: no client %s".formatted(global, client)));
    return of(
        Safetensors.read(global.resolve(ModelFiles.MODEL)),
        Safetensors.read(update.resolve(ModelFiles.MODEL)),
        weight);
  }

  /** Returns the model, given w_k; a weight of 1 leaves no other client. */
  static ModelState of(ModelState global, ModelState own, double weight) {
    if (weight == 0 || weight == 1) {
      return global;
    }
    Map<String, StoredTensor> entries = new LinkedHashMap<>();
    for (Map.Entry<String, StoredTensor> entry : global.tensors().entrySet()) {
      TensorLayout layout = TensorLayout.of(entry.getKey(), entry.getValue());
      if (EntryKind.of(layout) == EntryKind.COUNTER) {
        entries.put(entry.getKey(), entry.getValue());
        continue;
      }
      double[] numbers = entry.getValue().numbers();
      double[] left = own.tensor(entry.getKey()).numbers();
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (numbers[i] - weight * left[i]) / (1 - weight);
      }
      entries.put(entry.getKey(), StoredTensor.of(layout.type(), numbers, layout.shape()));
    }
    return new ModelState(entries);
  }
}
