package org.fedmas.bench.kernel;

import org.fedmas.contract.Digest;
import org.fedmas.images.ImageSize;
import org.fedmas.images.RgbImage;
import org.fedmas.images.augment.Augmentation;
import org.fedmas.images.prepare.ColourConstancy;
import org.fedmas.images.prepare.Normalisation;
import org.fedmas.images.prepare.PillowResize;
import org.fedmas.images.prepare.Resize;
import org.fedmas.images.view.View;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Operations on pixels. */
@State(Scope.Thread)
public class ImageKernels {

  private static final int SIDE = 224;

  private final RgbImage source = Noise.image(1024, 1024);
  private final RgbImage stored = Noise.image(SIDE, SIDE);
  private final Digest digest = Digest.of("picture");
  private final float[] target = new float[SIDE * SIDE * RgbImage.CHANNELS];
  private final Augmentation augmentation =
      Augmentation.Stored.of(new Resize.Squash(SIDE), new ImageSize(1024, 1024));
  private int view;

  @Benchmark
  public RgbImage resizeOf1024To224() {
    return PillowResize.resize(source, SIDE, SIDE);
  }

  @Benchmark
  public RgbImage colourConstancyAt224() {
    return ColourConstancy.CLIP.apply(stored);
  }

  /** Returns the next of four augmented views. */
  @Benchmark
  public RgbImage viewAt224() {
    view = view % 4 + 1;
    return augmentation.apply(stored, View.numbered(view, 0).draw(digest).orElseThrow());
  }

  @Benchmark
  public float[] normalisationAt224() {
    Normalisation.IMAGENET.channelsLast(stored, target, 0);
    return target;
  }
}
