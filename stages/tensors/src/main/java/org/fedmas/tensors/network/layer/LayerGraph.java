package org.fedmas.tensors.network.layer;

/**
 * A graph of a network's evaluation that layers extend by their operations. Names stand for the
 * values in the graph: each method takes the names of its operands and returns that of its result.
 */
public interface LayerGraph {

  /**
   * Adds a convolution without bias and the batch normalisation after it, by running statistics.
   */
  String convolutionNorm(ConvolutionNorm layer, String x);

  /** Adds a convolution with bias. */
  String convolution(Convolution layer, String x);

  /** Adds a batch normalisation by running statistics. */
  String norm(String layer, String x);

  /** Adds a linear layer with bias. */
  String linear(Linear layer, String x);

  /**
   * Adds the cosines of rows with the columns of a stored matrix, [inputs, outputs].
   *
   * @param matrix the name of the tensor in the state
   */
  String cosines(String matrix, String x);

  /**
   * Adds the inner products of rows, scaled to length 1, with fixed columns, times a stored scale.
   *
   * @param columns [outputs, outputs], one column per class
   * @param scale the name of the tensor in the state
   */
  String scaledCosines(double[][] columns, String scale, String x);

  /** Adds the largest values in a moving window, without the activation. */
  String maxPool(MaxPool layer, String x);

  /** Adds the mean of each feature map, [n, c, 1, 1]. */
  String mean(String x);

  /** Adds a rectifier. */
  String relu(String x);

  /** Adds {@code 1 / (1 + e^-x)}. */
  String sigmoid(String x);

  /** Adds a sum of two values of one shape. */
  String sum(String x, String y);

  /** Adds an elementwise product; dimensions of size 1 are repeated. */
  String product(String x, String y);
}
