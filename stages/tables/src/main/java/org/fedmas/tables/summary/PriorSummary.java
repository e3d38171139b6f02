package org.fedmas.tables.summary;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.fedmas.contract.Digest;
import org.jspecify.annotations.Nullable;

/**
 * One client's class prior under one global model.
 *
 * @param client number of the client
 * @param round number of the round that starts from that model
 * @param classCounts images of each class that were seen
 * @param classPrior P_kc, mean divergence of the client's images of each class, 0 where it has none
 * @param auxiliary stands for the auxiliary network that they were compared with; null without one
 */
public record PriorSummary(
    int client,
    int round,
    @JsonProperty("class_counts") List<Integer> classCounts,
    @JsonProperty("prior") List<Double> classPrior,
    @Nullable Digest auxiliary)
    implements Summary {}
