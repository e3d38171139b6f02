package org.fedmas.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.tables.summary.ClassLossSummary;
import org.fedmas.tables.summary.Summary;
import org.fedmas.tensors.loss.Loss;

/**
 * The losses of all participants' training images under the received model, per class. The arrays
 * are not copied; treat them as immutable.
 *
 * @param sums cross entropy, summed in the order of the participants
 * @param counts numbers of images
 */
record ClassLosses(double[] sums, long[] counts) {

  /** Reads the participants' measurements, in order. */
  static ClassLosses of(List<Path> folders, int classes) throws IOException {
    double[] sums = new double[classes];
    long[] counts = new long[classes];
    for (Path folder : folders) {
      ClassLossSummary one = Summary.read(folder, ClassLossSummary.class);
      for (int c = 0; c < classes; c++) {
        sums[c] += one.lossSums().get(c);
        counts[c] += one.classCounts().get(c);
      }
    }
    return new ClassLosses(sums, counts);
  }

  /** Returns a loss that knows them. */
  Loss applied(Loss loss) {
    return loss.measured(sums, counts);
  }
}
