package org.fedmas.training;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.contract.ClassCounts;

/**
 * The running sums of a {@link LocalTrainer}, to the last bit.
 *
 * @param steps number of steps taken, which keys the draw of a step's dropout
 * @param samples number of samples seen
 * @param loss sum of the loss over the samples
 * @param divergences sum of δ per class, the numerator of S_kc
 * @param seen samples per class, the denominator of S_kc
 * @param parts sums of the loss's parts over the samples by name; empty where the settings do not
 *     ask for them
 */
record TrainerSums(
    int steps,
    long samples,
    double loss,
    double[] divergences,
    ClassCounts seen,
    Map<String, Double> parts) {

  TrainerSums {
    parts = Collections.unmodifiableMap(new TreeMap<>(parts));
  }
}
