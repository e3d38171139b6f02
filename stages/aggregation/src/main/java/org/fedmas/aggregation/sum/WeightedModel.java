package org.fedmas.aggregation.sum;

import java.nio.file.Path;
import org.fedmas.contract.ClientId;

/**
 * One client's model and its share in the next global model.
 *
 * @param file its state, a safetensors file
 * @param weight α_k; with 0 only the layout of the file is looked at
 */
public record WeightedModel(ClientId client, Path file, double weight) {}
