package org.fedmas.images;

import org.fedmas.contract.artifact.Digest;
import org.fedmas.contract.random.RandomKey;

/**
 * The pictures that a network sees of one image: view 0 is the plain image, every further number
 * stands for one fixed draw of the training augmentation. A view depends on the image's bytes, its
 * number and the features' seed, never on client, fold or the run's seed, so that auxiliary
 * features can be stored once for exactly these pixels.
 */
public final class View {

  private View() {}

  /**
   * The draw behind a view.
   *
   * @throws IllegalArgumentException unless the view is 1 or more
   */
  public static AugmentationDraw draw(Digest image, int view, long featuresSeed) {
    if (view < 1) {
      throw new IllegalArgumentException("only views from 1 on are drawn, asked for " + view);
    }
    RandomKey key = RandomKey.of(featuresSeed).with("view").with(image.prefix()).with(view);
    return AugmentationDraw.from(key.stream());
  }

  /**
   * The view that an image is trained on in one epoch of one round: 0 if there are none, otherwise
   * uniform in 1…views.
   *
   * @param seed the run's seed
   * @param views how many drawn views there are, 0 or more
   * @throws IllegalArgumentException if views is negative
   */
  public static int of(long seed, Digest image, int round, int epoch, int views) {
    if (views == 0) {
      return 0;
    }
    RandomKey key = RandomKey.of(seed).with("view of the epoch").with(image.prefix());
    return 1 + key.with(round).with(epoch).stream().below(views);
  }
}
