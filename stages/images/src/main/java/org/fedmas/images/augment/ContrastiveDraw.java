package org.fedmas.images.augment;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.fedmas.contract.Digest;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.images.ImageSize;

/**
 * One draw of MoCo v2's augmentation.
 *
 * @param crop part of the image that is resized to the view
 * @param jitter changes of colour in their order; empty without jitter
 * @param grey whether colour is removed
 * @param sigma radius argument of the blur; empty without blur
 * @param flip left and right exchanged
 */
public record ContrastiveDraw(
    CropBox crop, List<ColourChange> jitter, boolean grey, OptionalDouble sigma, boolean flip) {

  private static final double JITTER = 0.8;
  private static final double GREY = 0.2;
  private static final double BLUR = 0.5;
  private static final double FLIP = 0.5;
  private static final double FACTOR = 0.4;
  private static final double HUE = 0.1;
  private static final double SMALLEST_SIGMA = 0.1;
  private static final double LARGEST_SIGMA = 2;

  public ContrastiveDraw {
    jitter = List.copyOf(jitter);
  }

  /**
   * Returns the draw of one view, a pure function of the arguments.
   *
   * @param seed seed of the pretraining
   * @param epoch epoch over all rounds, from 0
   * @param view 0 for the query, 1 for the key
   * @param size size of the image that is cropped
   */
  public static ContrastiveDraw of(long seed, long epoch, Digest image, int view, ImageSize size) {
    RandomKey key = RandomKey.of(seed).with("contrastive view").with(epoch).with(image.prefix());
    return from(key.with(view).stream(), size);
  }

  /** Returns the draw that the next numbers of a stream give. */
  static ContrastiveDraw from(RandomStream stream, ImageSize size) {
    CropBox crop = CropBox.draw(stream::uniform, size);
    List<ColourChange> jitter = stream.chance(JITTER) ? jitter(stream) : List.of();
    boolean grey = stream.chance(GREY);
    OptionalDouble sigma =
        stream.chance(BLUR)
            ? OptionalDouble.of(stream.uniform(SMALLEST_SIGMA, LARGEST_SIGMA))
            : OptionalDouble.empty();
    return new ContrastiveDraw(crop, jitter, grey, sigma, stream.chance(FLIP));
  }

  private static List<ColourChange> jitter(RandomStream stream) {
    List<ColourChange> changes = new ArrayList<>();
    for (int kind : stream.permutation(4)) {
      changes.add(
          switch (kind) {
            case 0 -> new ColourChange.Brightness(factor(stream));
            case 1 -> new ColourChange.Contrast(factor(stream));
            case 2 -> new ColourChange.Saturation(factor(stream));
            default -> new ColourChange.Hue(stream.uniform(-HUE, HUE));
          });
    }
    return changes;
  }

  private static double factor(RandomStream stream) {
    return stream.uniform(1 - FACTOR, 1 + FACTOR);
  }
}
