package org.fedmas.tables.summary;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.Digest;
import org.jspecify.annotations.Nullable;

/**
 * The summary of a round's aggregation.
 *
 * @param round number of the round
 * @param rule name of the aggregation rule
 * @param clients the participants, in the order of summation
 * @param warnings what a user should know
 * @param contributions the participants' contributions; absent unless the rule estimates them
 * @param privacy the privacy spent so far; absent without the keys {@code privacy.*}
 */
public record AggregationSummary(
    int round,
    String rule,
    List<Participant> clients,
    List<String> warnings,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Privacy privacy,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Contribution> contributions)
    implements Summary {

  /**
   * The privacy that all rounds up to this one have spent together.
   *
   * @param epsilon ε at δ
   * @param delta δ
   * @param rho ρ of zero-concentrated differential privacy
   * @param shortened number of updates of this round that were clipped
   */
  public record Privacy(double epsilon, double delta, double rho, int shortened) {}

  /**
   * One participant's contribution over all rounds up to this one.
   *
   * @param meanCosine the mean cosine between its updates and those of the others
   * @param meanScore the mean score, on its validation images, of the global model without it
   */
  public record Contribution(
      int client,
      @JsonProperty("mean_cosine") double meanCosine,
      @JsonProperty("mean_score") double meanScore) {}

  /**
   * One participant.
   *
   * @param weight α_k
   * @param loss mean training loss
   * @param classPrior P_kc; null where the rule needs none
   * @param classDivergence S_kc; null without the alignment term
   * @param robustFactor ρ_k; null where it is not known
   * @param auxiliary stands for the auxiliary network that the client compared with; null without
   *     one
   * @param lossParts means of the parts of the loss by name; null unless they are asked for
   */
  public record Participant(
      int client,
      double weight,
      double loss,
      @JsonProperty("prior") @Nullable List<Double> classPrior,
      @JsonProperty("class_divergence") @Nullable List<Double> classDivergence,
      @JsonProperty("robust_factor") @Nullable Double robustFactor,
      @Nullable Digest auxiliary,
      @JsonProperty("loss_parts") @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable Map<String, Double> lossParts) {

    @JsonCreator
    public Participant {}

    /** Creates a participant without the parts of its loss. */
    public Participant(
        int client,
        double weight,
        double loss,
        @Nullable List<Double> classPrior,
        @Nullable List<Double> classDivergence,
        @Nullable Double robustFactor,
        @Nullable Digest auxiliary) {
      this(client, weight, loss, classPrior, classDivergence, robustFactor, auxiliary, null);
    }
  }
}
