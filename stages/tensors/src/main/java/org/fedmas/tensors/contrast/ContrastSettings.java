package org.fedmas.tensors.contrast;

/**
 * The numbers of a step.
 *
 * @param groups G, the parts of a batch that batch normalisation sees apart
 * @param temperature T
 * @param momentum m, the share of itself that the key encoder keeps in a step
 */
public record ContrastSettings(int groups, double temperature, double momentum) {}
