package org.fedmas.tables.summary;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One client's losses under one global model, before its training.
 *
 * @param client number of the client
 * @param round number of the round that starts from that model
 * @param classCounts n_kc, the client's training images of each class
 * @param lossSums the sum of the cross entropy over the images of each class
 */
public record ClassLossSummary(
    int client,
    int round,
    @JsonProperty("class_counts") List<Integer> classCounts,
    @JsonProperty("loss_sums") List<Double> lossSums)
    implements Summary {}
