package org.fedmas.tensors.network.layer;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;

/**
 * Start values from our own generator: convolutions normal with variance {@code 2 / fan out} (He et
 * al., arXiv 1502.01852), normalisations 1 and 0, linear layers uniform in {@code ±1/√fan in}, as
 * PyTorch's defaults, the columns of normalised classifiers uniform in ±1, then of length 1. Each
 * tensor's numbers depend on the key and its name only, so two networks that share a layer share
 * its start. Plain Java; the engine is not loaded.
 */
public final class SeededInitialisation {

  private SeededInitialisation() {}

  /** Returns a state for the layout. */
  public static ModelState of(Layout layout, RandomKey key) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    Map<String, Long> fanIns = new LinkedHashMap<>();
    for (TensorSpec entry : layout.entries()) {
      RandomStream stream = key.with(entry.name()).stream();
      tensors.put(entry.name(), tensor(entry, stream, fanIns));
    }
    return new ModelState(tensors);
  }

  /** Remembers each weight's fan-in, because the bias that follows it in the layout needs it. */
  private static StoredTensor tensor(
      TensorSpec entry, RandomStream stream, Map<String, Long> fanIns) {
    String layer = entry.name().substring(0, Math.max(0, entry.name().lastIndexOf('.')));
    return switch (entry.kind()) {
      case WEIGHT -> {
        fanIns.put(layer, entry.fanIn());
        yield entry.shape().size() == 4
            ? normal(entry, stream)
            : uniform(entry, stream, fanIns, layer);
      }
      case DIRECTIONS -> directions(entry, stream);
      case BIAS -> uniform(entry, stream, fanIns, layer);
      case GAMMA, VARIANCE -> constant(entry, 1);
      case BETA, MEAN -> constant(entry, 0);
      case COUNT -> StoredTensor.of(new long[] {0});
    };
  }

  /** Fan out counts output channels and the kernel; groups and stride do not enter. */
  private static StoredTensor normal(TensorSpec entry, RandomStream stream) {
    long fanOut = entry.shape().get(0) * entry.shape().get(2) * entry.shape().get(3);
    double deviation = StrictMath.sqrt(2.0 / fanOut);
    float[] values = new float[entry.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * stream.normal());
    }
    return StoredTensor.of(values, entry.dimensions());
  }

  private static StoredTensor uniform(
      TensorSpec entry, RandomStream stream, Map<String, Long> fanIns, String layer) {
    double bound = 1.0 / StrictMath.sqrt(fanIns.getOrDefault(layer, 1L));
    float[] values = new float[entry.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) stream.uniform(-bound, bound);
    }
    return StoredTensor.of(values, entry.dimensions());
  }

  /** Uniform in ±1, then each column scaled to length 1. */
  private static StoredTensor directions(TensorSpec entry, RandomStream stream) {
    int columns = Math.toIntExact(entry.shape().get(1));
    double[] drawn = new double[entry.size()];
    double[] squares = new double[columns];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = stream.uniform(-1, 1);
      squares[i % columns] += drawn[i] * drawn[i];
    }
    float[] values = new float[drawn.length];
    for (int i = 0; i < drawn.length; i++) {
      values[i] = (float) (drawn[i] / StrictMath.sqrt(squares[i % columns]));
    }
    return StoredTensor.of(values, entry.dimensions());
  }

  private static StoredTensor constant(TensorSpec entry, float value) {
    float[] values = new float[entry.size()];
    Arrays.fill(values, value);
    return StoredTensor.of(values, entry.dimensions());
  }
}
