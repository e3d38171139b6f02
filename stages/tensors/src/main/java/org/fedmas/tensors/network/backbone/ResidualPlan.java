package org.fedmas.tensors.network.backbone;

import java.util.List;

/**
 * The stages of a residual network.
 *
 * @param repeats blocks per stage
 * @param width channels of the first stage, before expansion; doubled from stage to stage
 * @param bottleneck bottlenecks rather than basic blocks
 */
record ResidualPlan(List<Integer> repeats, int width, boolean bottleneck) {}
