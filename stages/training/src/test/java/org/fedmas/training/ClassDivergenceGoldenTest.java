package org.fedmas.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import org.fedmas.contract.ClassCounts;
import org.fedmas.contract.ClassMeans;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.input.PriorPlan.Coverage;
import org.fedmas.tensors.loss.Divergence;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.Parity;
import org.junit.jupiter.api.Test;

/** S_kc from golden projections, summed up as an update's summary has it. */
class ClassDivergenceGoldenTest {

  private static final String FILE = "priors.json";
  private static final double TOLERANCE = 1e-6;

  private final JsonNode golden = Golden.json(FILE);
  private final int batch = golden.get("batch").intValue();

  @Test
  void droppedImagesCountAsZeros() {
    compare("drop_last", Coverage.FULL_BATCHES, 1, "class_losses");
  }

  @Test
  void epochsAddUpUnderFullBatches() {
    compare("drop_last", Coverage.FULL_BATCHES, 2, "class_losses_2_epochs");
  }

  @Test
  void theMeanIsThePublishedNumberIfAllImagesAreUsed() {
    compare("keep_last", Coverage.ALL, 1, "class_losses");
    compare("keep_last", Coverage.ALL, 2, "class_losses");
  }

  private void compare(String published, Coverage coverage, int epochs, String field) {
    for (int k = 0; k < golden.get("clients").size(); k++) {
      JsonNode client = golden.get("clients").get(k);
      int images = client.get("labels").size();
      int seen = published.equals("drop_last") ? images / batch * batch : images;
      Parity.close(
          FILE,
          "%s/client %s/%s, %s epochs, %s".formatted(published, k, field, epochs, coverage),
          classDivergence(client, coverage, seen, epochs),
          Golden.numbers(client.get(published).get(field)),
          TOLERANCE);
    }
  }

  private static double[] classDivergence(
      JsonNode client, Coverage coverage, int images, int epochs) {
    int[] labels = Golden.integers(client.get("labels"));
    ClassCounts counts = new ClassCounts(Golden.integers(client.get("class_counts")));
    ClassMeans means = new ClassMeans(counts.classes());
    try (NDManager manager = TensorEngine.newManager(ComputeDevice.CPU)) {
      double[] divergence =
          Transfer.doubles(
              Divergence.perSample(
                  rows(client.get("projection_train"), manager), rows(client.get("aux"), manager)));
      for (int epoch = 0; epoch < epochs; epoch++) {
        for (int i = 0; i < images; i++) {
          means.add(labels[i], divergence[i]);
        }
      }
    }
    return coverage.perClass(means, counts);
  }

  private static NDArray rows(JsonNode matrix, NDManager owner) {
    double[][] rows = new double[matrix.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Golden.numbers(matrix.get(i));
    }
    return owner.create(rows);
  }
}
