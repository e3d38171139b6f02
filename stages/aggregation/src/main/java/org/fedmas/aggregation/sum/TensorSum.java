package org.fedmas.aggregation.sum;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import java.util.List;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.tables.model.TensorLayout;

/** The summation of one tensor in double and its conversion back to the tensor's element type. */
sealed interface TensorSum {

  TensorLayout layout();

  /** Adds weight times value to the workspace's sums, model by model. */
  void add(Workspace workspace, TensorRange piece, List<Summand.Open> models) throws IOException;

  /** Appends sums in the tensor's element type. */
  void put(double[] sums, int from, int count, ByteBuffer target);

  /** Returns element number i of a buffer. */
  double value(ByteBuffer bytes, int i);

  /** Returns whether all of these sums are finite. */
  default boolean isFinite(double[] sums, int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (!Double.isFinite(sums[i])) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the summation of a tensor with this layout.
   *
   * @throws StageFailedException for an element type that model states do not have
   */
  static TensorSum of(TensorLayout layout, CountRounding rounding) {
    return switch (layout.type()) {
      case F32 -> new Singles(layout);
      case F64 -> new Doubles(layout);
      case I64 -> new Counts(layout, rounding);
      default ->
          throw new StageFailedException(
              "cannot average the models: found tensor "
                  + layout
                  + ", expected F32, F64 or I64; write the clients' states in one of these types");
    };
  }

  /** The summation of float32 tensors: parameters, running means and variances. */
  record Singles(TensorLayout layout) implements TensorSum {

    @Override
    public void add(Workspace workspace, TensorRange piece, List<Summand.Open> models)
        throws IOException {
      int k = 0;
      for (; k + Workspace.TOGETHER <= models.size(); k += Workspace.TOGETHER) {
        for (int i = 0; i < Workspace.TOGETHER; i++) {
          workspace.load(i, models.get(k + i), piece);
        }
        addFour(workspace.sums(), piece.count(), workspace.values(), workspace.weights());
      }
      for (; k < models.size(); k++) {
        workspace.load(0, models.get(k), piece);
        addOne(workspace.sums(), piece.count(), workspace.values()[0], workspace.weights()[0]);
      }
    }

    private static void addOne(double[] sums, int count, float[] values, double weight) {
      for (int i = 0; i < count; i++) {
        sums[i] += weight * values[i];
      }
    }

    /** Adds four clients in the same order as four calls of {@link #addOne}. */
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

  /** The summation of float64 tensors. */
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

  /** The summation of int64 tensors: the batch counts of BatchNorm layers. */
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
