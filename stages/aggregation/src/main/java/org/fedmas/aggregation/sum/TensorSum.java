package org.fedmas.aggregation.sum;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import java.util.List;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.tables.model.TensorLayout;

/** How entries of one element type are summed in double and turned back into that type. */
sealed interface TensorSum {

  TensorLayout layout();

  /** Adds weight times value to the block's sums, model after model. */
  void add(Workspace workspace, TensorRange piece, List<Summand.Open> models) throws IOException;

  /** Appends sums in the entry's own type. */
  void put(double[] sums, int from, int count, ByteBuffer target);

  /** Element number i of a buffer of such elements. */
  double value(ByteBuffer bytes, int i);

  /** Returns whether these sums are numbers, as sums of numbers are. */
  default boolean isFinite(double[] sums, int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (!Double.isFinite(sums[i])) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the way to sum such an entry.
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
    public void add(Workspace workspace, TensorRange piece, List<Summand.Open> models)
        throws IOException {
      int k = 0;
      for (; k + Workspace.TOGETHER <= models.size(); k += Workspace.TOGETHER) {
        for (int place = 0; place < Workspace.TOGETHER; place++) {
          workspace.take(place, models.get(k + place), piece);
        }
        addFour(workspace.sums(), piece.count(), workspace.values(), workspace.weights());
      }
      for (; k < models.size(); k++) {
        workspace.take(0, models.get(k), piece);
        addOne(workspace.sums(), piece.count(), workspace.values()[0], workspace.weights()[0]);
      }
    }

    private static void addOne(double[] sums, int count, float[] values, double weight) {
      for (int i = 0; i < count; i++) {
        sums[i] += weight * values[i];
      }
    }

    /** The same additions in the same order as four times {@link #addOne}. */
    private static void addFour(double[] sums, int count, float[][] values, double[] weights) {
      float[] a = values[0];
      float[] b = values[1];
      float[] c = values[2];
      float[] d = values[3];
      double ofA = weights[0];
      double ofB = weights[1];
      double ofC = weights[2];
      double ofD = weights[3];
      for (int i = 0; i < count; i++) {
        sums[i] = (((sums[i] + ofA * a[i]) + ofB * b[i]) + ofC * c[i]) + ofD * d[i];
      }
    }

    @Override
    public void put(double[] sums, int from, int count, ByteBuffer target) {
      for (int i = from; i < from + count; i++) {
        target.putFloat((float) sums[i]);
      }
    }

    @Override
    public double value(ByteBuffer bytes, int i) {
      return bytes.getFloat(i * Float.BYTES);
    }
  }

  /** float64 entries. */
  record Doubles(TensorLayout layout) implements TensorSum {

    @Override
    public void add(Workspace workspace, TensorRange piece, List<Summand.Open> models)
        throws IOException {
      double[] sums = workspace.sums();
      for (Summand.Open model : models) {
        DoubleBuffer values = workspace.read(model, piece).asDoubleBuffer();
        for (int i = 0; i < piece.count(); i++) {
          sums[i] += model.weight() * values.get(i);
        }
      }
    }

    @Override
    public void put(double[] sums, int from, int count, ByteBuffer target) {
      for (int i = from; i < from + count; i++) {
        target.putDouble(sums[i]);
      }
    }

    @Override
    public double value(ByteBuffer bytes, int i) {
      return bytes.getDouble(i * Double.BYTES);
    }
  }

  /** int64 entries: how many batches a BatchNorm layer has seen. */
  record Counts(TensorLayout layout, CountRounding rounding) implements TensorSum {

    @Override
    public void add(Workspace workspace, TensorRange piece, List<Summand.Open> models)
        throws IOException {
      double[] sums = workspace.sums();
      for (Summand.Open model : models) {
        LongBuffer values = workspace.read(model, piece).asLongBuffer();
        for (int i = 0; i < piece.count(); i++) {
          sums[i] = rounding.add(sums[i], model.weight(), values.get(i));
        }
      }
    }

    @Override
    public void put(double[] sums, int from, int count, ByteBuffer target) {
      for (int i = from; i < from + count; i++) {
        target.putLong(rounding.whole(sums[i]));
      }
    }

    @Override
    public double value(ByteBuffer bytes, int i) {
      return bytes.getLong(i * Long.BYTES);
    }
  }
}
