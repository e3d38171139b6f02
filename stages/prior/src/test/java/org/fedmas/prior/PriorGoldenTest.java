package org.fedmas.prior;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.fedmas.contract.ClassCounts;
import org.fedmas.tensors.loss.Divergence;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.Parity;
import org.junit.jupiter.api.Test;

class PriorGoldenTest {

  private static final String FILE = "priors.json";
  private static final double TOLERANCE = 1e-6;

  private final JsonNode golden = Golden.json(FILE);
  private final int batch = golden.get("batch").intValue();

  @Test
  void everyImageIsMeasured() {
    compare("keep_last", false);
  }

  @Test
  void imagesOfTheIncompleteBatchCountAsZeros() {
    compare("drop_last", true);
  }

  private void compare(String coverage, boolean dropLast) {
    JsonNode clients = golden.get("clients");
    ClassCounts first = new ClassCounts(Golden.integers(clients.get(0).get("class_counts")));
    try (TestPass test = new TestPass(first.classes())) {
      for (int k = 0; k < clients.size(); k++) {
        JsonNode client = clients.get(k);
        double[] ours = classPrior(client, dropLast, test);
        Parity.close(
            FILE,
            coverage + "/client " + k + "/prior pass",
            ours,
            Golden.numbers(client.get(coverage).get("prior")),
            TOLERANCE);
      }
    }
  }

  private double[] classPrior(JsonNode client, boolean dropLast, TestPass test) {
    int[] labels = Golden.integers(client.get("labels"));
    PriorPass pass =
        test.begin(
            new ClassCounts(Golden.integers(client.get("class_counts"))),
            "prior.coverage=" + (dropLast ? "full-batches" : "all"));
    int until = dropLast ? labels.length - labels.length % batch : labels.length;
    for (int from = 0; from < until; from += batch) {
      int end = Math.min(until, from + batch);
      try (NDManager step = test.manager().newSubManager()) {
        pass.add(
            Arrays.copyOfRange(labels, from, end),
            Divergence.perSample(
                rows(client.get("projection_prior"), from, end, step),
                rows(client.get("aux"), from, end, step)));
      }
    }
    return pass.classPrior();
  }

  private static NDArray rows(JsonNode matrix, int from, int end, NDManager owner) {
    double[][] rows = new double[end - from][];
    for (int i = from; i < end; i++) {
      rows[i - from] = Golden.numbers(matrix.get(i));
    }
    return owner.create(rows);
  }
}
