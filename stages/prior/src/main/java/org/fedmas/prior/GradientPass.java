package org.fedmas.prior;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fedmas.tables.model.LinearHead;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.network.EvaluationNetwork;

/**
 * The gradients of a classifier on one client's images, batch by batch: for each class, that of the
 * mean cross entropy of the images of this class. Features are those of the received model in
 * evaluation mode; gradients are computed in double.
 */
public final class GradientPass {

  private final EvaluationNetwork network;
  private final LinearHead head;
  private final LinearHead[] sums;
  private final int[] seen;

  /**
   * Creates a measurement of a client.
   *
   * @param network the received global model
   * @param head the classifier
   */
  public GradientPass(EvaluationNetwork network, LinearHead head) {
    this.network = network;
    this.head = head;
    this.sums = new LinearHead[head.classes()];
    this.seen = new int[head.classes()];
  }

  /**
   * Measures a batch of n images.
   *
   * @param images [n, 3, side, side]; owns the intermediate results
   */
  public void add(int[] labels, NDArray images) {
    double[][] features =
        LinearHead.rows(Transfer.doubles(network.entering(images)), labels.length);
    for (int i = 0; i < labels.length; i++) {
      int label = labels[i];
      LinearHead one = head.gradient(new double[][] {features[i]}, label);
      if (sums[label] == null) {
        sums[label] = one;
      } else {
        sums[label].add(one, 1);
      }
      seen[label]++;
    }
  }

  /** Returns the number of images measured so far. */
  int seen() {
    int all = 0;
    for (int count : seen) {
      all += count;
    }
    return all;
  }

  /** Writes the mean gradients of the classes that were seen into a folder. */
  public void write(Path folder) throws IOException {
    Map<String, StoredTensor> entries = new LinkedHashMap<>();
    for (int label = 0; label < sums.length; label++) {
      if (seen[label] > 0) {
        sums[label].scale(1.0 / seen[label]).put(label + "/", entries);
      }
    }
    Safetensors.write(folder.resolve(ModelFiles.GRADIENTS), new ModelState(entries));
  }
}
