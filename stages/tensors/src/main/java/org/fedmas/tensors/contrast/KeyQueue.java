package org.fedmas.tensors.contrast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.tables.model.StoredTensor;

/** The queue of past keys, the negatives: a ring of unit vectors, of which the oldest go first. */
public final class KeyQueue {

  private final int dimension;
  private final int size;
  private final float[] singles;
  private final double[] doubles;
  private int pointer;

  private KeyQueue(int dimension, int size, boolean single) {
    this.dimension = dimension;
    this.size = size;
    this.singles = new float[single ? dimension * size : 0];
    this.doubles = new double[single ? 0 : dimension * size];
  }

  /**
   * Returns a queue with stored keys.
   *
   * @param keys [dimension, size], float32, or float64 for comparisons
   * @param pointer the column that the next key overwrites
   */
  public static KeyQueue of(StoredTensor keys, int pointer, DataType type) {
    int dimension = Math.toIntExact(keys.shape()[0]);
    int size = Math.toIntExact(keys.shape()[1]);
    KeyQueue queue = new KeyQueue(dimension, size, type == DataType.FLOAT32);
    double[] numbers = keys.numbers();
    for (int column = 0; column < size; column++) {
      for (int d = 0; d < dimension; d++) {
        queue.put(column * dimension + d, numbers[d * size + column]);
      }
    }
    queue.pointer = pointer;
    return queue;
  }

  /** Returns normal columns, [dimension, size], scaled to length 1, as a queue begins. */
  public static StoredTensor drawn(int dimension, int size, RandomStream stream) {
    double[] values = new double[dimension * size];
    double[] squares = new double[size];
    for (int i = 0; i < values.length; i++) {
      values[i] = stream.normal();
      squares[i % size] += values[i] * values[i];
    }
    float[] scaled = new float[values.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (float) (values[i] / StrictMath.sqrt(squares[i % size]));
    }
    return StoredTensor.of(scaled, dimension, size);
  }

  /** Returns K, the number of keys. */
  public int size() {
    return size;
  }

  /** Returns the column that the next key overwrites. */
  public int pointer() {
    return pointer;
  }

  /** Returns the keys, [dimension, size] float32. */
  public StoredTensor save() {
    double[] numbers = numbers();
    float[] values = new float[numbers.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) numbers[i];
    }
    return StoredTensor.of(values, dimension, size);
  }

  /** Returns the keys' numbers, [dimension, size] row major. */
  double[] numbers() {
    double[] numbers = new double[dimension * size];
    for (int column = 0; column < size; column++) {
      for (int d = 0; d < dimension; d++) {
        int from = column * dimension + d;
        numbers[d * size + column] = singles.length > 0 ? singles[from] : doubles[from];
      }
    }
    return numbers;
  }

  /** Returns the keys as rows, [size, dimension], in the engine's memory. */
  NDArray rows(NDManager owner) {
    Shape shape = new Shape(size, dimension);
    try (NDArray borrowed =
        singles.length > 0 ? owner.create(singles, shape) : owner.create(doubles, shape)) {
      return borrowed.duplicate();
    }
  }

  /** Overwrites the oldest keys by new ones; [n, dimension] row major, n at most the size. */
  void push(double[] keys) {
    int count = keys.length / dimension;
    for (int i = 0; i < count; i++) {
      int column = (pointer + i) % size;
      for (int d = 0; d < dimension; d++) {
        put(column * dimension + d, keys[i * dimension + d]);
      }
    }
    pointer = (pointer + count) % size;
  }

  private void put(int index, double value) {
    if (singles.length > 0) {
      singles[index] = (float) value;
    } else {
      doubles[index] = value;
    }
  }
}
