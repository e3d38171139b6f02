package org.fedmas.tensors.input;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.fedmas.contract.ClassCounts;
import org.fedmas.contract.ClassMeans;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.RunKeys;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.images.view.View;
import org.fedmas.images.view.ViewSettings;

/**
 * The images, views and batches on which the prior is measured: the keys {@code prior.*}.
 *
 * @param view number of the view; empty for a view drawn as in training
 * @param coverage the images of the pass
 * @param batchSize B under {@link Coverage#FULL_BATCHES}, otherwise 0
 * @param seed the seed of the run if the plan draws anything, otherwise 0
 */
public record PriorPlan(OptionalInt view, Coverage coverage, int batchSize, long seed) {

  /** The images that class priors and class divergences cover. */
  public enum Coverage {
    /** All of the client's training images. */
    ALL,
    /** Shuffled full batches; other images count as zeros, for parity with the published code. */
    FULL_BATCHES;

    /** Reads the key. */
    public static Coverage read(ConfigReader reader) {
      return RunKeys.countsDroppedImages(reader) ? FULL_BATCHES : ALL;
    }

    /**
     * Returns P_kc or S_kc: the mean over the images seen, or their sum over the number of all
     * images of the class, in which images outside full batches are zeros. Over E epochs, the
     * latter is the sum of the epochs' means, as published.
     *
     * @param counts n_kc, the client's training images per class
     */
    public double[] perClass(ClassMeans seen, ClassCounts counts) {
      return this == ALL ? seen.means() : seen.over(counts);
    }
  }

  /** The key of the view. */
  public static final String VIEW_KEY = "prior.view";

  private static final String DRAWN = "drawn";

  /** Batch size of a pass over all images; fixed because it affects the last bits. */
  private static final int BATCH = 64;

  /** Reads the keys. */
  public static PriorPlan read(ConfigReader reader) {
    OptionalInt view = reader.integerOr(DRAWN, VIEW_KEY, 0, 0, 64);
    if (view.orElse(0) > 0) {
      ViewSettings views = ViewSettings.read(reader);
      if (view.getAsInt() > views.stored()) {
        reader.problem(
            VIEW_KEY,
            views.online()
                ? "0 or " + DRAWN + ", since features.views: online numbers no views"
                : DRAWN + ", or a view from 0 to " + views.stored() + " (features.views)");
      }
    }
    Coverage coverage = Coverage.read(reader);
    boolean draws = view.isEmpty() || coverage == Coverage.FULL_BATCHES;
    return new PriorPlan(
        view,
        coverage,
        coverage == Coverage.ALL ? 0 : batchSize(reader),
        draws ? RunKeys.seed(reader) : 0);
  }

  /** Reads B, which local training depends on, too. */
  public static int batchSize(ConfigReader reader) {
    return RunKeys.batchSize(reader);
  }

  /** Reads the views that are looked at. */
  public ViewSettings views(ConfigReader reader) {
    return isPlain() ? ViewSettings.PLAIN : ViewSettings.read(reader);
  }

  /** Returns whether the pass uses only the images without augmentation. */
  public boolean isPlain() {
    return view.isPresent() && view.getAsInt() == 0;
  }

  /** Returns the images of one client's pass in one round, in their order. */
  public List<ViewedImage> images(
      List<PreparedImage> images, ViewSettings views, Round round, ClientId client) {
    List<ViewedImage> viewed = new ArrayList<>();
    for (int i : order(images.size(), round, client)) {
      viewed.add(new ViewedImage(images.get(i), view(images.get(i), views, round)));
    }
    return viewed;
  }

  /** Returns the images in batches of at least two, whose images affect each other's results. */
  public List<List<ViewedImage>> batches(
      List<PreparedImage> images, ViewSettings views, Round round, ClientId client) {
    List<ViewedImage> viewed = images(images, views, round, client);
    int size = coverage == Coverage.ALL ? BATCH : batchSize;
    List<List<ViewedImage>> batches = new ArrayList<>();
    for (int from = 0; from < viewed.size(); ) {
      int end = Math.min(viewed.size(), from + size);
      // batch statistics need two images
      end = viewed.size() - end == 1 ? viewed.size() : end;
      batches.add(viewed.subList(from, end));
      from = end;
    }
    return batches;
  }

  /**
   * Returns the class prior P_kc: the mean over the measured images, or over all images of the
   * class where unmeasured images count as zeros.
   */
  public double[] classPrior(ClassMeans means, ClassCounts counts) {
    return coverage.perClass(means, counts);
  }

  private int[] order(int images, Round round, ClientId client) {
    RandomKey key = RandomKey.of(seed).with("prior").with(round.number()).with(client.number());
    if (coverage == Coverage.FULL_BATCHES) {
      int[] shuffled = key.with("shuffle").stream().permutation(images);
      return Arrays.copyOf(shuffled, images - images % batchSize);
    }
    return IntStream.range(0, images).toArray();
  }

  private View view(PreparedImage image, ViewSettings views, Round round) {
    return view.isPresent()
        ? views.numbered(view.getAsInt())
        : views.ofPrior(seed, image.source(), round.number());
  }
}
