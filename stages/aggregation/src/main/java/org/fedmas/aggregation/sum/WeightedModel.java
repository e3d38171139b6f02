package org.fedmas.aggregation.sum;

import java.nio.file.Path;
import org.fedmas.contract.ClientId;

/**
 * A client's model and its weight in the next global model.
 *
 * @param file the model's state, a safetensors file
 * @param weight α_k; with 0 only the layout of the file is read
 */
public record WeightedModel(ClientId client, Path file, double weight) {}
