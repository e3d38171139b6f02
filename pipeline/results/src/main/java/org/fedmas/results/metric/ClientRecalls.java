package org.fedmas.results.metric;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Balanced accuracies of the clients' own images, under some weights. */
final class ClientRecalls {

  private final long[][] support;
  private final long[][] correct;

  ClientRecalls(RankedPredictions model, int[] weights) {
    TestImages images = model.images();
    support = new long[images.clients()][images.classes()];
    correct = new long[images.clients()][images.classes()];
    for (int image = 0; image < weights.length; image++) {
      int client = images.client(image);
      support[client][images.label(image)] += weights[image];
      if (model.correct(image)) {
        correct[client][images.label(image)] += weights[image];
      }
    }
  }

  /** Returns the mean recall over the classes that the client has; null without images. */
  @Nullable Double balancedAccuracy(int client) {
    double sum = 0;
    int present = 0;
    for (int c = 0; c < support[client].length; c++) {
      if (support[client][c] > 0) {
        sum += (double) correct[client][c] / support[client][c];
        present++;
      }
    }
    return present == 0 ? null : sum / present;
  }

  /** Returns the spread over the clients that have images. */
  ClientSpread spread() {
    List<@Nullable Double> scores = new ArrayList<>();
    for (int client = 0; client < support.length; client++) {
      scores.add(balancedAccuracy(client));
    }
    return ClientSpread.of(scores);
  }
}
