package org.fedmas.tensors.network.head;

import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.layer.SimplexClassifier;

/**
 * The head of FedETF: {@code fc} is a fixed simplex classifier that all clients share. Source:
 * arXiv 2303.10058.
 *
 * @param source the matrix that the fixed directions are made of
 */
public record SimplexHead(Source source) implements Head {

  /** A source of matrices with linearly independent columns. */
  @FunctionalInterface
  public interface Source {

    /** Returns a matrix, [classes, classes]; equal calls return equal numbers. */
    double[][] matrix(int classes);
  }

  /** Returns the head whose matrix is drawn with a run's seed. */
  public static SimplexHead drawn(long seed) {
    return new SimplexHead(new Drawn(seed));
  }

  @Override
  public HeadLayers layers(Backbone backbone, int classes) {
    double[][] directions = Simplex.of(source.matrix(classes));
    return new HeadLayers(
        new SimplexClassifier("fc", backbone.features(), classes, directions), null, null, null);
  }

  /** The normal numbers that follow from a seed. */
  private record Drawn(long seed) implements Source {

    @Override
    public double[][] matrix(int classes) {
      RandomStream stream = RandomKey.of(seed).with("model").with("simplex").stream();
      double[][] matrix = new double[classes][classes];
      for (double[] row : matrix) {
        for (int c = 0; c < classes; c++) {
          row[c] = stream.normal();
        }
      }
      return matrix;
    }
  }
}
