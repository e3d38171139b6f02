package org.fedmas.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import org.fedmas.contract.ClassCounts;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.network.FeatureNetwork;
import org.fedmas.testkit.GoldenHash;

/**
 * The labelled pictures of one golden client, or the test pictures: a wave that depends on the
 * class, plus noise.
 *
 * @param labels [n]
 * @param pixels [n][channels·side·side]
 * @param shape channels, height and width of a picture
 * @param features [n][D] of the auxiliary network
 */
record GoldenImages(int[] labels, float[][] pixels, long[] shape, float[][] features) {

  private static final int SIDE = 32;
  private static final int CHANNELS = 3;

  static GoldenImages of(int[] labels, long seed, long stream, FeatureNetwork auxiliary) {
    float[][] pixels = new float[labels.length][];
    for (int i = 0; i < labels.length; i++) {
      pixels[i] = picture(i, labels[i], seed, stream);
    }
    long[] shape = {CHANNELS, SIDE, SIDE};
    return new GoldenImages(labels, pixels, shape, new float[0][]).seenBy(auxiliary);
  }

  /** Returns these pictures with the features of another network. */
  GoldenImages seenBy(FeatureNetwork auxiliary) {
    float[][] seen = new float[labels.length][];
    for (int i = 0; i < seen.length; i++) {
      try (NDManager scope = auxiliary.manager().newSubManager()) {
        NDArray x = upload(scope, new float[][] {pixels[i]}, DataType.FLOAT32);
        seen[i] = Transfer.floats(auxiliary.features(x));
      }
    }
    return withFeatures(seen);
  }

  GoldenImages withFeatures(float[][] others) {
    return new GoldenImages(labels, pixels, shape, others);
  }

  /** Returns the pictures at these places as a batch, in the given element type. */
  TrainingBatch batch(int[] members, DataType type) {
    return new TrainingBatch() {
      @Override
      public int[] labels() {
        return Arrays.stream(members).map(i -> labels[i]).toArray();
      }

      @Override
      public NDArray images(NDManager owner) {
        return upload(owner, chosen(pixels), type);
      }

      @Override
      public NDArray features(NDManager owner) {
        float[][] rows = chosen(features);
        StoredTensor matrix = StoredTensor.of(joined(rows), rows.length, rows[0].length);
        return Transfer.upload(owner, matrix, type);
      }

      private float[][] chosen(float[][] all) {
        return Arrays.stream(members).mapToObj(i -> all[i]).toArray(float[][]::new);
      }
    };
  }

  ClassCounts counts(int classes) {
    return ClassCounts.ofLabels(labels, classes);
  }

  double[] sums() {
    double[] sums = new double[pixels.length];
    for (int i = 0; i < sums.length; i++) {
      for (float value : pixels[i]) {
        sums[i] += value;
      }
    }
    return sums;
  }

  private static float[] picture(int index, int label, long seed, long stream) {
    float[] picture = new float[CHANNELS * SIDE * SIDE];
    int across = 1 + label % 4;
    int down = 1 + label / 4;
    for (int at = 0; at < picture.length; at++) {
      int c = at / (SIDE * SIDE);
      int h = at / SIDE % SIDE;
      int w = at % SIDE;
      double wave = 2 * Math.PI * (across * w + down * h) / SIDE + c;
      double noise = 2 * GoldenHash.unit(seed, stream, (long) index * picture.length + at) - 1;
      picture[at] = (float) (0.9 * Math.sin(wave) + 0.6 * noise);
    }
    return picture;
  }

  private NDArray upload(NDManager owner, float[][] pictures, DataType type) {
    long[] batch = {pictures.length, shape[0], shape[1], shape[2]};
    return Transfer.upload(owner, StoredTensor.of(joined(pictures), batch), type);
  }

  private static float[] joined(float[][] rows) {
    float[] all = new float[rows.length * rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, all, i * rows[i].length, rows[i].length);
    }
    return all;
  }
}
