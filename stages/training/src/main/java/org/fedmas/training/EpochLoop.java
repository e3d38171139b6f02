package org.fedmas.training;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.training.sampler.Sampler;

/**
 * The batches of a client's round in order, from any position on. A batch's images follow from key,
 * epoch and position alone, so a checkpoint needs no state of a random generator.
 *
 * @param epochs E
 * @param key the random key of this client's round
 * @param labels the class of each of the client's images
 */
record EpochLoop(int epochs, Sampler sampler, BatchPlan plan, RandomKey key, int[] labels) {

  /**
   * A position between two batches.
   *
   * @param epoch number of the epoch, from 0
   * @param batch number of the next batch in the epoch, from 0
   */
  record Position(int epoch, int batch) {

    static final Position START = new Position(0, 0);

    @Override
    public String toString() {
      return "epoch " + (epoch + 1) + ", batch " + (batch + 1);
    }
  }

  /**
   * One batch.
   *
   * @param epoch number of the epoch, from 0
   * @param members indexes of the images
   * @param next the position of the following batch
   * @param last whether this is the last batch of the round
   */
  record Batch(int epoch, int[] members, Position next, boolean last) {}

  /** Returns all batches from a position on, drawing each epoch when it is reached. */
  Iterator<Batch> from(Position start) {
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
              Position next = ends ? new Position(epoch + 1, 0) : new Position(epoch, batch + 1);
              return new Batch(epoch, batches.get(batch), next, ends && epoch + 1 == epochs);
            });
  }
}
