package org.fedmas.training;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.training.sampler.Sampler;

/**
 * The batches of a client's round in order, from any place on. Which images a batch has follows
 * from key, epoch and place alone, so nothing of a generator has to be kept to go on later.
 *
 * @param epochs E
 * @param key of what is drawn in this round
 * @param labels the class of each of the client's images
 */
record EpochLoop(int epochs, Sampler sampler, BatchPlan plan, RandomKey key, int[] labels) {

  /**
   * A place between two batches.
   *
   * @param epoch from 0
   * @param batch from 0, the next one of that epoch
   */
  record Place(int epoch, int batch) {

    static final Place START = new Place(0, 0);

    @Override
    public String toString() {
      return "epoch " + (epoch + 1) + ", batch " + (batch + 1);
    }
  }

  /**
   * One batch.
   *
   * @param epoch from 0
   * @param members the images, by their places
   * @param next where the batch after this one is
   * @param last whether there is none after this one
   */
  record Batch(int epoch, int[] members, Place next, boolean last) {}

  /** Returns all batches from that place on; an epoch is drawn when it is reached. */
  Iterator<Batch> from(Place start) {
    return IntStream.range(start.epoch(), epochs)
        .boxed()
        .flatMap(epoch -> of(epoch).skip(epoch == start.epoch() ? start.batch() : 0))
        .iterator();
  }

  private Stream<Batch> of(int epoch) {
    List<int[]> batches = plan.batches(sampler.order(labels, key.with("shuffle").with(epoch)));
    return IntStream.range(0, batches.size())
        .mapToObj(
            batch -> {
              boolean ends = batch + 1 == batches.size();
              Place next = ends ? new Place(epoch + 1, 0) : new Place(epoch, batch + 1);
              return new Batch(epoch, batches.get(batch), next, ends && epoch + 1 == epochs);
            });
  }
}
