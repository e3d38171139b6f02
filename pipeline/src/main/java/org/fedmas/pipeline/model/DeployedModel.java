package org.fedmas.pipeline.model;

import org.fedmas.tables.model.ModelState;

/**
 * A trained model that can be applied to new images.
 *
 * @param state the network's values under the names of its state dict
 */
public record DeployedModel(ModelDescription description, ModelState state) {}
