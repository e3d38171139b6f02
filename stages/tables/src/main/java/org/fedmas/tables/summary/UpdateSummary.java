package org.fedmas.tables.summary;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.Digest;
import org.jspecify.annotations.Nullable;

/**
 * The results of one client's local training, besides its model.
 *
 * @param client number of the client
 * @param round number of the round
 * @param images n_k, its training images
 * @param imagesInBatches batches times batch size
 * @param classCounts n_kc, training images per class
 * @param loss mean of the whole loss over the samples seen
 * @param classDivergence S_kc, mean divergence of the samples seen of each class, 0 where none was
 *     seen; null without the alignment term
 * @param auxiliary stands for the parameters and statistics of the auxiliary network that the
 *     client compared with, the same before and after the round; null without one
 * @param steps steps that the client took in this round and all before; null where epochs count
 * @param lossParts means of the parts of the loss by name, sorted; null unless {@code
 *     training.loss-parts} asks for them
 * @param localSteps the steps of the round; null unless a method combines models by them
 */
public record UpdateSummary(
    int client,
    int round,
    int images,
    @JsonProperty("images_in_batches") int imagesInBatches,
    @JsonProperty("class_counts") List<Integer> classCounts,
    double loss,
    @JsonProperty("class_divergence") @Nullable List<Double> classDivergence,
    @Nullable Digest auxiliary,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long steps,
    @JsonProperty("loss_parts") @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Map<String, Double> lossParts,
    @JsonProperty("local_steps") @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable LocalSteps localSteps)
    implements Summary {

  /**
   * The local steps of a round.
   *
   * @param count τ_k
   * @param learningRate η of the round
   * @param coefficient FedNova's a_k, the length of the steps in units of η; null under other rules
   */
  public record LocalSteps(
      int count,
      @JsonProperty("learning_rate") double learningRate,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double coefficient) {}

  @JsonCreator
  public UpdateSummary {}

  /** Creates a summary without the parts that only some settings ask for. */
  public UpdateSummary(
      int client,
      int round,
      int images,
      int imagesInBatches,
      List<Integer> classCounts,
      double loss,
      @Nullable List<Double> classDivergence,
      @Nullable Digest auxiliary) {
    this(
        client,
        round,
        images,
        imagesInBatches,
        classCounts,
        loss,
        classDivergence,
        auxiliary,
        null,
        null,
        null);
  }
}
