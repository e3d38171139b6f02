package org.fedmas.training;

import java.util.Iterator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.training.sampler.Sampler;

/**
 * The batches of a client's round in order, from any position on: a section of a row of passes over
 * its images. A batch's images follow from keys and position alone, so a checkpoint needs no state
 * of a random generator.
 *
 * @param plan the division of a pass into batches
 * @param images the number of the client's images
 * @param first the number of batches in the row before this round's
 * @param count the number of batches of this round
 * @param orders the images of a pass, from its number
 */
record EpochLoop(BatchPlan plan, int images, long first, long count, IntFunction<int[]> orders) {

  /**
   * A position between two batches.
   *
   * @param epoch number of the pass, from 0
   * @param batch number of the next batch in the pass, from 0
   */
  record Position(int epoch, int batch) {

    @Override
    public String toString() {
      return "epoch " + (epoch + 1) + ", batch " + (batch + 1);
    }
  }

  /**
   * One batch.
   *
   * @param epoch number of the pass, from 0
   * @param members indexes of the images
   * @param occurrences for each member, how often the image stands earlier in the pass
   * @param next the position of the following batch
   * @param last whether this is the last batch of the round
   */
  record Batch(int epoch, int[] members, int[] occurrences, Position next, boolean last) {}

  /**
   * Returns the batches of a client's round. Epochs are shuffled by the round's key. Steps go on in
   * a row of passes that lasts over all rounds, so its passes are shuffled by the client's key.
   *
   * @param before the steps that the client took in earlier rounds
   * @param round the random key of this client's round
   * @param client the random key of this client
   * @param labels the class of each of the client's images
   */
  static EpochLoop of(
      TrainingSettings settings, long before, RandomKey round, RandomKey client, int[] labels) {
    LocalWork work = settings.work();
    RandomKey key = (work.countsSteps() ? client : round).with("shuffle");
    return of(
        work,
        settings.plan(),
        before,
        labels.length,
        pass -> settings.sampler().order(labels, key.with(pass)));
  }

  /** Returns the batches of a client's round over passes in given orders. */
  static EpochLoop of(
      LocalWork work, BatchPlan plan, long before, int images, IntFunction<int[]> orders) {
    return work.countsSteps()
        ? new EpochLoop(plan, images, before, work.steps(), orders)
        : new EpochLoop(plan, images, 0, (long) work.epochs() * plan.batches(images), orders);
  }

  /** Returns the position of the round's first batch. */
  Position start() {
    int inPass = Math.max(1, plan.batches(images));
    return new Position(Math.toIntExact(first / inPass), Math.toIntExact(first % inPass));
  }

  /** Returns all batches from a position on, drawing each pass when it is reached. */
  Iterator<Batch> from(Position start) {
    int inPass = plan.batches(images);
    int passes = inPass == 0 ? 0 : Math.toIntExact((first + count + inPass - 1) / inPass);
    return IntStream.range(start.epoch(), passes)
        .boxed()
        .flatMap(pass -> of(pass).skip(pass == start.epoch() ? start.batch() : 0))
        .iterator();
  }

  private Stream<Batch> of(int pass) {
    int[] order = orders.apply(pass);
    List<int[]> batches = plan.batches(order);
    List<int[]> occurrences = plan.batches(Sampler.occurrences(order));
    long left = first + count - (long) pass * batches.size();
    return IntStream.range(0, (int) Math.min(batches.size(), left))
        .mapToObj(
            batch -> {
              boolean ends = batch + 1 == batches.size();
              Position next = ends ? new Position(pass + 1, 0) : new Position(pass, batch + 1);
              return new Batch(
                  pass, batches.get(batch), occurrences.get(batch), next, batch + 1 == left);
            });
  }
}
