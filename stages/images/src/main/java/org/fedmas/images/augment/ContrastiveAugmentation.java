package org.fedmas.images.augment;

import org.fedmas.contract.Digest;
import org.fedmas.images.RgbImage;
import org.fedmas.images.prepare.PillowResize;

/**
 * The augmentation of MoCo v2, with the bytes of the Pillow library at every step: random crop,
 * colour jitter, grey, blur, mirroring.
 *
 * <p>Source: Chen, Fan, Girshick and He, "Improved baselines with momentum contrastive learning",
 * arXiv 2003.04297.
 *
 * @param size both sides of a view in pixels
 */
public record ContrastiveAugmentation(int size) {

  /** Checks the size. */
  public ContrastiveAugmentation {
    if (size < 1) {
      throw new IllegalArgumentException("the size of a view must be positive, was " + size);
    }
  }

  /**
   * Returns one view of an image, a pure function of the arguments.
   *
   * @param seed seed of the pretraining
   * @param epoch epoch over all rounds, from 0
   * @param digest digest of the image, by which its draws differ from those of other images
   * @param view 0 for the query, 1 for the key
   */
  public RgbImage view(RgbImage image, long seed, long epoch, Digest digest, int view) {
    return apply(image, ContrastiveDraw.of(seed, epoch, digest, view, image.size()));
  }

  /** Returns the view that a draw describes. */
  public RgbImage apply(RgbImage image, ContrastiveDraw draw) {
    RgbImage view = crop(image, draw.crop());
    for (ColourChange change : draw.jitter()) {
      view = change.apply(view);
    }
    if (draw.grey()) {
      view = Luma.grey(view);
    }
    if (draw.sigma().isPresent()) {
      view = BoxBlur.apply(view, draw.sigma().getAsDouble());
    }
    return Flip.apply(view, draw.flip(), false);
  }

  private RgbImage crop(RgbImage image, CropBox box) {
    RgbImage part = image.part(box.left(), box.top(), box.width(), box.height());
    return PillowResize.resize(part, size, size);
  }
}
