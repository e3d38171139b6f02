package org.fedmas.training;

import org.fedmas.contract.ClassCounts;

/**
 * What a {@link LocalTrainer} has counted so far, to the last bit.
 *
 * @param steps taken; what a step leaves out is drawn by its number
 * @param samples seen
 * @param loss sum of the loss over the samples
 * @param compared sums behind S_kc, per class
 * @param seen samples behind them, per class
 */
record TrainerSums(int steps, long samples, double loss, double[] compared, ClassCounts seen) {}
