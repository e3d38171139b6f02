package org.fedmas.training;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.fedmas.contract.Round;
import org.fedmas.tensors.input.AuxiliaryFeatures;
import org.fedmas.tensors.input.PixelBatch;
import org.fedmas.tensors.input.Prefetcher;
import org.fedmas.tensors.input.PreparedImage;
import org.fedmas.tensors.input.ViewRenderer;
import org.fedmas.tensors.input.ViewedImage;
import org.jspecify.annotations.Nullable;

/**
 * A client's images in one round, each in the view of its draw. The view follows from seed, image,
 * round, epoch and the image's occurrence in it alone, so batches can be prepared ahead without
 * changing a byte.
 *
 * @param seed the run's seed
 * @param features the auxiliary network's features; null if no term needs them
 */
record RoundInput(
    List<PreparedImage> images,
    ViewRenderer renderer,
    long seed,
    Round round,
    @Nullable AuxiliaryFeatures features) {

  /** A batch with its pixels, ready for a step. */
  record Ready(EpochLoop.Batch origin, StoredBatch batch) {}

  /**
   * Prepares the given batches, each while the one before is trained on.
   *
   * @param size the size of most batches
   */
  Prefetcher<EpochLoop.Batch, Ready> ready(Iterator<EpochLoop.Batch> batches, int size) {
    int most = Math.min(images.size(), size + 1);
    List<PixelBatch> slots = List.of(renderer.empty(most), renderer.empty(most));
    return new Prefetcher<>(batches, (batch, slot) -> ready(batch, slots.get(slot)));
  }

  private Ready ready(EpochLoop.Batch batch, PixelBatch pixels) {
    List<ViewedImage> viewed =
        IntStream.range(0, batch.members().length).mapToObj(place -> viewed(batch, place)).toList();
    return new Ready(batch, new StoredBatch(viewed, renderer.fill(pixels, viewed), features));
  }

  private ViewedImage viewed(EpochLoop.Batch batch, int place) {
    PreparedImage image = images.get(batch.members()[place]);
    int occurrence = batch.occurrences()[place];
    return new ViewedImage(
        image,
        renderer
            .settings()
            .ofEpoch(seed, image.source(), round.number(), batch.epoch(), occurrence));
  }
}
