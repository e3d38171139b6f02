package org.fedmas.tensors.network.layer;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;

/**
 * Start values from a seeded generator in plain Java; the engine is not loaded. Convolutions are
 * normal with variance {@code 2 / fan out} (He et al., arXiv 1502.01852), normalisations 1 and 0.
 * Linear layers are uniform in {@code ±1/√fan in}, as PyTorch's defaults. Columns of normalised
 * classifiers are uniform in ±1, then scaled to length 1; the scale of a simplex classifier is 1.
 * Embeddings are normal with standard deviation 0.02.
 *
 * <p>A tensor's numbers depend only on the key and its name, so networks that share a layer share
 * its start values.
 */
public final class SeededInitialisation {

  /** The standard deviation of embeddings. Source: arXiv 2010.11929. */
  private static final double EMBEDDING_DEVIATION = 0.02;

  private SeededInitialisation() {}

  /** Returns the start values of all tensors of a layout. */
  public static ModelState of(Layout layout, RandomKey key) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    Map<String, Long> fanIns = new LinkedHashMap<>();
    for (TensorSpec spec : layout.tensors()) {
      RandomStream stream = key.with(spec.name()).stream();
      tensors.put(spec.name(), tensor(spec, stream, fanIns));
    }
    return new ModelState(tensors);
  }

  /** Draws one tensor. The fan-in of each weight is stored because the bias after it needs it. */
  private static StoredTensor tensor(
      TensorSpec spec, RandomStream stream, Map<String, Long> fanIns) {
    String layer = spec.name().substring(0, Math.max(0, spec.name().lastIndexOf('.')));
    return switch (spec.role()) {
      case WEIGHT -> {
        fanIns.put(layer, spec.fanIn());
        yield spec.shape().size() == 4
            ? normal(spec, stream)
            : uniform(spec, stream, fanIns, layer);
      }
      case DIRECTIONS -> directions(spec, stream);
      case EMBEDDING -> normal(spec, stream, EMBEDDING_DEVIATION);
      case BIAS -> uniform(spec, stream, fanIns, layer);
      case GAMMA, SCALE, VARIANCE -> constant(spec, 1);
      case BETA, MEAN -> constant(spec, 0);
      case COUNT -> StoredTensor.of(new long[] {0});
    };
  }

  /** Draws normal numbers; fan out is output channels times kernel size, whatever the groups. */
  private static StoredTensor normal(TensorSpec spec, RandomStream stream) {
    long fanOut = spec.shape().get(0) * spec.shape().get(2) * spec.shape().get(3);
    return normal(spec, stream, StrictMath.sqrt(2.0 / fanOut));
  }

  private static StoredTensor normal(TensorSpec spec, RandomStream stream, double deviation) {
    float[] values = new float[spec.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * stream.normal());
    }
    return StoredTensor.of(values, spec.dimensions());
  }

  private static StoredTensor uniform(
      TensorSpec spec, RandomStream stream, Map<String, Long> fanIns, String layer) {
    double bound = 1.0 / StrictMath.sqrt(fanIns.getOrDefault(layer, 1L));
    float[] values = new float[spec.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) stream.uniform(-bound, bound);
    }
    return StoredTensor.of(values, spec.dimensions());
  }

  /** Draws numbers uniform in ±1, then scales each column to length 1. */
  private static StoredTensor directions(TensorSpec spec, RandomStream stream) {
    int columns = Math.toIntExact(spec.shape().get(1));
    double[] drawn = new double[spec.size()];
    double[] squares = new double[columns];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = stream.uniform(-1, 1);
      squares[i % columns] += drawn[i] * drawn[i];
    }
    float[] values = new float[drawn.length];
    for (int i = 0; i < drawn.length; i++) {
      values[i] = (float) (drawn[i] / StrictMath.sqrt(squares[i % columns]));
    }
    return StoredTensor.of(values, spec.dimensions());
  }

  private static StoredTensor constant(TensorSpec spec, float value) {
    float[] values = new float[spec.size()];
    Arrays.fill(values, value);
    return StoredTensor.of(values, spec.dimensions());
  }
}
