package org.fedmas.tensors.contrast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.layer.TensorRole;
import org.fedmas.tensors.network.layer.TensorSpec;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.GoldenHash;

/** The encoders, start values and batches of moco.json. */
final class GoldenContrast {

  static final String FILE = "moco.json";
  static final JsonNode GOLDEN = Golden.json(FILE);
  static final long SEED = GOLDEN.get("seed").longValue();

  private static final int INPUTS = 940_000;
  private static final int ORDERS = 920_000;
  private static final int QUEUES = 930_000;
  private static final int CLIENT = 1000;
  private static final int SIDE = 32;
  private static final int TINY_INPUTS = 6;
  private static final int TINY_WIDTH = 8;

  private GoldenContrast() {}

  static EncoderLayers layers(JsonNode run) {
    String arch = run.get("arch").asText();
    int dimension = run.get("dim").intValue();
    return arch.equals("tiny")
        ? new TinyEncoder(TINY_INPUTS, TINY_WIDTH, dimension)
        : new ProjectedBackbone(Backbone.choice().named(arch.replace('_', '-')), dimension);
  }

  static ContrastSettings settings(JsonNode run) {
    return new ContrastSettings(
        run.get("groups").intValue(),
        GOLDEN.get("temperature").doubleValue(),
        run.get("key_momentum").doubleValue());
  }

  /** Returns the start of a run; client −1 for a run without clients. */
  static ContrastState start(JsonNode run, int client) {
    ModelState encoder = encoder(run);
    return new ContrastState(encoder, encoder, queue(run, client), 0, ModelState.EMPTY);
  }

  static ModelState encoder(JsonNode run) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    long stream = run.get("stream_base").longValue();
    for (TensorSpec spec : layers(run).layout().tensors()) {
      tensors.put(
          spec.name(),
          spec.role() == TensorRole.COUNT
              ? StoredTensor.of(new long[] {0})
              : StoredTensor.of(
                  GoldenHash.tensor(kind(spec.role()), spec.dimensions(), SEED, stream),
                  spec.dimensions()));
      stream++;
    }
    return new ModelState(tensors);
  }

  private static String kind(TensorRole role) {
    return switch (role) {
      case WEIGHT -> "weight";
      case BIAS -> "bias";
      case GAMMA -> "gamma";
      case BETA -> "beta";
      case MEAN -> "mean";
      case VARIANCE -> "var";
      default -> throw new IllegalArgumentException(role.name());
    };
  }

  private static StoredTensor queue(JsonNode run, int client) {
    int dimension = run.get("dim").intValue();
    int size = run.get("queue_size").intValue();
    float[] values =
        GoldenHash.symmetric(SEED, QUEUES + (client < 0 ? 0 : 1 + client), dimension * size, 1, 0);
    double[] scaled = new double[values.length];
    for (int column = 0; column < size; column++) {
      double squares = 0;
      for (int d = 0; d < dimension; d++) {
        squares += (double) values[d * size + column] * values[d * size + column];
      }
      for (int d = 0; d < dimension; d++) {
        scaled[d * size + column] = values[d * size + column] / Math.sqrt(squares);
      }
    }
    return StoredTensor.of(scaled, dimension, size);
  }

  /** Returns the permutation of a step by the unsigned order of hashes. */
  static int[] order(JsonNode run, int client, int step) {
    int stream = ORDERS + (client < 0 ? 0 : CLIENT * (client + 1)) + step;
    return IntStream.range(0, run.get("batch").intValue())
        .boxed()
        .sorted(Comparator.comparing(i -> GoldenHash.word(SEED, stream, i), Long::compareUnsigned))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Returns the views of a step. */
  static ViewPairs views(JsonNode run, int client, int step, DataType type) {
    int stream = INPUTS + (client < 0 ? 0 : CLIENT * (client + 1)) + 10 * step;
    int n = run.get("batch").intValue();
    boolean tiny = run.get("arch").asText().equals("tiny");
    long[] shape = tiny ? new long[] {TINY_INPUTS} : new long[] {3, SIDE, SIDE};
    int size = n * (int) StoredTensor.elements(shape);
    float[] base = GoldenHash.symmetric(SEED, stream, size, 1.2, 0);
    float[] queries = moved(base, stream + 1);
    float[] keys = moved(base, stream + 2);
    return new ViewPairs() {
      @Override
      public int size() {
        return n;
      }

      @Override
      public NDArray queries(NDManager owner, int[] rows) {
        return taken(owner, queries, rows);
      }

      @Override
      public NDArray keys(NDManager owner, int[] rows) {
        return taken(owner, keys, rows);
      }

      private NDArray taken(NDManager owner, float[] all, int[] rows) {
        int row = all.length / n;
        float[] own = new float[rows.length * row];
        for (int i = 0; i < rows.length; i++) {
          System.arraycopy(all, rows[i] * row, own, i * row, row);
        }
        long[] sizes =
            Stream.of(new long[] {rows.length}, shape).flatMapToLong(Arrays::stream).toArray();
        return Transfer.upload(owner, StoredTensor.of(own, sizes), type);
      }
    };
  }

  private static float[] moved(float[] base, int stream) {
    float[] moved = new float[base.length];
    for (int i = 0; i < moved.length; i++) {
      double v = 2.0 * GoldenHash.unit(SEED, stream, i) - 1.0;
      moved[i] = (float) (base[i] + 0.3 * v);
    }
    return moved;
  }

  /** Returns the learning rate after a share of the whole training. */
  static double rate(double done) {
    return GOLDEN.get("lr").doubleValue() * (1 + Math.cos(Math.PI * done)) / 2;
  }
}
