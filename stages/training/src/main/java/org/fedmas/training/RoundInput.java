package org.fedmas.training;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.fedmas.contract.Round;
import org.fedmas.tensors.input.AuxiliaryFeatures;
import org.fedmas.tensors.input.PixelBatch;
import org.fedmas.tensors.input.Prefetcher;
import org.fedmas.tensors.input.PreparedImage;
import org.fedmas.tensors.input.ViewRenderer;
import org.fedmas.tensors.input.ViewedImage;
import org.jspecify.annotations.Nullable;

/**
 * A client's images in one round, each in the view of its epoch. Which view that is follows from
 * seed, image, round and epoch alone, so the next batch is made while the present one is trained
 * on, to the same bytes.
 *
 * @param seed the run's
 * @param references the auxiliary network's features; null where none are needed
 */
record RoundInput(
    List<PreparedImage> images,
    ViewRenderer renderer,
    long seed,
    Round round,
    @Nullable AuxiliaryFeatures references) {

  /** A batch that is ready to be trained on. */
  record Ready(EpochLoop.Batch place, StoredBatch batch) {}

  /**
   * These batches made ready.
   *
   * @param size of most batches
   */
  Prefetcher<EpochLoop.Batch, Ready> ready(Iterator<EpochLoop.Batch> batches, int size) {
    int most = Math.min(images.size(), size + 1);
    List<PixelBatch> slots = List.of(renderer.empty(most), renderer.empty(most));
    return new Prefetcher<>(batches, (batch, slot) -> ready(batch, slots.get(slot)));
  }

  private Ready ready(EpochLoop.Batch batch, PixelBatch pixels) {
    List<ViewedImage> viewed =
        Arrays.stream(batch.members())
            .mapToObj(images::get)
            .map(image -> viewed(image, batch.epoch()))
            .toList();
    return new Ready(batch, new StoredBatch(viewed, renderer.fill(pixels, viewed), references));
  }

  private ViewedImage viewed(PreparedImage image, int epoch) {
    return new ViewedImage(
        image, renderer.settings().ofEpoch(seed, image.source(), round.number(), epoch));
  }
}
