package org.fedmas.aggregation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.model.TensorLayout;

/** How entries of one element type are summed in double and turned back into that type. */
sealed interface TensorSum {

  TensorLayout layout();

  /** Adds weight times the tensor. */
  void add(double[] sums, StoredTensor tensor, double weight);

  /** The sums in the entry's own type. */
  StoredTensor rounded(double[] sums);

  /** A sum of nothing. */
  default double[] zeros() {
    return new double[Math.toIntExact(StoredTensor.elements(layout().shape()))];
  }

  /**
   * The way to sum such an entry.
   *
   * @throws StageFailedException for a type that no model state holds
   */
  static TensorSum of(TensorLayout layout, CountRounding rounding) {
    return switch (layout.type()) {
      case F32 -> new Singles(layout);
      case F64 -> new Doubles(layout);
      case I64 -> new Counts(layout, rounding);
      default ->
          throw new StageFailedException(
              "the models cannot be averaged: found entry "
                  + layout
                  + ", expected F32, F64 or I64; write the clients' states in one of these types");
    };
  }

  /** float32 entries: parameters, and running means and variances. */
  record Singles(TensorLayout layout) implements TensorSum {

    @Override
    public void add(double[] sums, StoredTensor tensor, double weight) {
      FloatBuffer values = tensor.buffer().asFloatBuffer();
      for (int i = 0; i < sums.length; i++) {
        float value = values.get(i);
        requireFinite(value, layout, i);
        sums[i] += weight * value;
      }
    }

    @Override
    public StoredTensor rounded(double[] sums) {
      byte[] data = new byte[Math.toIntExact(layout.bytes())];
      ByteBuffer bytes = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
      for (double sum : sums) {
        bytes.putFloat((float) sum);
      }
      return new StoredTensor(layout.type(), layout.shape(), data);
    }
  }

  /** float64 entries. */
  record Doubles(TensorLayout layout) implements TensorSum {

    @Override
    public void add(double[] sums, StoredTensor tensor, double weight) {
      DoubleBuffer values = tensor.buffer().asDoubleBuffer();
      for (int i = 0; i < sums.length; i++) {
        double value = values.get(i);
        requireFinite(value, layout, i);
        sums[i] += weight * value;
      }
    }

    @Override
    public StoredTensor rounded(double[] sums) {
      byte[] data = new byte[Math.toIntExact(layout.bytes())];
      ByteBuffer bytes = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
      for (double sum : sums) {
        bytes.putDouble(sum);
      }
      return new StoredTensor(layout.type(), layout.shape(), data);
    }
  }

  /** int64 entries: how many batches a BatchNorm layer has seen. */
  record Counts(TensorLayout layout, CountRounding rounding) implements TensorSum {

    @Override
    public void add(double[] sums, StoredTensor tensor, double weight) {
      LongBuffer values = tensor.buffer().asLongBuffer();
      for (int i = 0; i < sums.length; i++) {
        sums[i] = rounding.add(sums[i], weight, values.get(i));
      }
    }

    @Override
    public StoredTensor rounded(double[] sums) {
      byte[] data = new byte[Math.toIntExact(layout.bytes())];
      ByteBuffer bytes = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
      for (double sum : sums) {
        bytes.putLong(rounding.whole(sum));
      }
      return new StoredTensor(layout.type(), layout.shape(), data);
    }
  }

  private static void requireFinite(double value, TensorLayout layout, int element) {
    if (!Double.isFinite(value)) {
      throw new ArithmeticException(value + " at element " + element + " of " + layout.name());
    }
  }
}
