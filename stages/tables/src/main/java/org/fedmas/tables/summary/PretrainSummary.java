package org.fedmas.tables.summary;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The results of one unit of pretraining, besides its network. A round's average has the means of
 * its clients, weighted by their images.
 *
 * @param images n, the training images
 * @param batchSize B
 * @param groups G
 * @param queue K, the negatives of an image; the largest of the clients'
 * @param momentum m
 * @param chance ln(K + 1), the loss of an encoder that cannot tell the positive apart
 * @param epochs the measures of each epoch of the unit, in order
 */
public record PretrainSummary(
    int images,
    @JsonProperty("batch_size") int batchSize,
    int groups,
    int queue,
    double momentum,
    double chance,
    List<Epoch> epochs)
    implements Summary {

  /**
   * The measures of an epoch, means over its images.
   *
   * @param learningRate η
   * @param loss cross entropy of the positive against the queue
   * @param margin the positive logit minus the mean negative one
   * @param found the share of images whose positive logit is the largest
   * @param deviation standard deviation of the queries per dimension; 1/√dimension when spread out
   */
  public record Epoch(
      @JsonProperty("learning_rate") double learningRate,
      double loss,
      double margin,
      double found,
      double deviation) {}

  public PretrainSummary {
    epochs = List.copyOf(epochs);
  }

  /** Reads the summary of an artifact. */
  public static PretrainSummary read(Path folder) throws IOException {
    return Summary.read(folder, PretrainSummary.class);
  }

  /** Returns the mean of the clients' summaries of one round. */
  public static PretrainSummary mean(List<PretrainSummary> clients) {
    List<Epoch> epochs = new ArrayList<>();
    for (int e = 0; e < clients.get(0).epochs.size(); e++) {
      int epoch = e;
      epochs.add(
          new Epoch(
              clients.get(0).epochs.get(e).learningRate(),
              mean(clients, client -> client.epochs.get(epoch).loss()),
              mean(clients, client -> client.epochs.get(epoch).margin()),
              mean(clients, client -> client.epochs.get(epoch).found()),
              mean(clients, client -> client.epochs.get(epoch).deviation())));
    }
    return new PretrainSummary(
        clients.stream().mapToInt(PretrainSummary::images).sum(),
        clients.get(0).batchSize,
        clients.get(0).groups,
        clients.stream().mapToInt(PretrainSummary::queue).max().orElseThrow(),
        clients.get(0).momentum,
        mean(clients, PretrainSummary::chance),
        epochs);
  }

  private static double mean(
      List<PretrainSummary> clients, ToDoubleFunction<PretrainSummary> number) {
    double sum = 0;
    double images = 0;
    for (PretrainSummary client : clients) {
      sum += client.images * number.applyAsDouble(client);
      images += client.images;
    }
    return sum / images;
  }
}
