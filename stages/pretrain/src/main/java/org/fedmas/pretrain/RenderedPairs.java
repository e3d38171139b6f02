package org.fedmas.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.fedmas.images.RgbImage;
import org.fedmas.images.augment.ContrastiveAugmentation;
import org.fedmas.images.prepare.Normalisation;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.contrast.ViewPairs;
import org.fedmas.tensors.input.PreparedImage;

/**
 * A batch of images in two drawn views each, with ImageNet's normalisation.
 *
 * @param views query views, unless absent, and key views, n·side·side·channels numbers each
 */
record RenderedPairs(int size, int side, List<float[]> views) implements ViewPairs {

  private static final int QUERY = 0;
  private static final int KEY = 1;

  /**
   * Renders a batch.
   *
   * @param side both sides of a view; 0 for those of the images
   * @param epoch the epoch over all rounds, from 0
   */
  static RenderedPairs of(List<PreparedImage> images, int side, long seed, long epoch) {
    return of(images, side, seed, epoch, QUERY, KEY);
  }

  /**
   * Renders a batch that has key views alone, which differ from those of the epoch.
   *
   * @param pass the pass over the images, from 0
   */
  static RenderedPairs ofKeys(
      List<PreparedImage> images, int side, long seed, long epoch, int pass) {
    return of(images, side, seed, epoch, KEY + 1 + pass);
  }

  private static RenderedPairs of(
      List<PreparedImage> images, int side, long seed, long epoch, int... numbers) {
    int own = side > 0 ? side : images.get(0).stored().width();
    ContrastiveAugmentation augmentation = new ContrastiveAugmentation(own);
    int length = own * own * RgbImage.CHANNELS;
    List<float[]> views =
        IntStream.of(numbers).mapToObj(view -> new float[images.size() * length]).toList();
    for (int i = 0; i < images.size(); i++) {
      PreparedImage image = images.get(i);
      RgbImage stored = image.stored();
      for (int view = 0; view < views.size(); view++) {
        RgbImage drawn = augmentation.view(stored, seed, epoch, image.source(), numbers[view]);
        Normalisation.IMAGENET.channelsLast(drawn, views.get(view), i * length);
      }
    }
    return new RenderedPairs(images.size(), own, views);
  }

  @Override
  public NDArray queries(NDManager owner, int[] rows) {
    return taken(owner, views.get(0), rows);
  }

  @Override
  public NDArray keys(NDManager owner, int[] rows) {
    return taken(owner, views.get(views.size() - 1), rows);
  }

  private NDArray taken(NDManager owner, float[] all, int[] rows) {
    int length = all.length / size;
    float[] own = new float[rows.length * length];
    for (int i = 0; i < rows.length; i++) {
      float[] row = Arrays.copyOfRange(all, rows[i] * length, (rows[i] + 1) * length);
      System.arraycopy(row, 0, own, i * length, length);
    }
    return Transfer.images(owner, own, rows.length, side, side, RgbImage.CHANNELS);
  }
}
