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
 */
public record AggregationSummary(
    int round, String rule, List<Participant> clients, List<String> warnings) implements Summary {

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
