package org.fedmas.pretrain;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.fedmas.contract.UnitContext;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.InterruptedRunException;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.TrainingImages;
import org.fedmas.tables.summary.PretrainSummary;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.Numerics;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.config.BackboneCheckpoint;
import org.fedmas.tensors.contrast.ContrastMeasures;
import org.fedmas.tensors.contrast.ContrastSettings;
import org.fedmas.tensors.contrast.ContrastState;
import org.fedmas.tensors.contrast.ContrastTrainer;
import org.fedmas.tensors.contrast.KeyQueue;
import org.fedmas.tensors.input.Prefetcher;
import org.fedmas.tensors.input.PreparedImage;
import org.fedmas.tensors.input.PreparedImages;
import org.fedmas.tensors.network.layer.SeededInitialisation;

/** The epochs of one unit, from artifacts to artifact. */
final class ContrastUnit implements AutoCloseable {

  private final UnitContext unit;
  private final PretrainSettings settings;
  private final PreparedImages prepared;
  private final List<PreparedImage> images;
  private final int batch;
  private final int perEpoch;
  private final List<ContrastMeasures> measures = new ArrayList<>();

  /**
   * Opens the images of a unit.
   *
   * @throws ConfigException if they are too few
   */
  ContrastUnit(UnitContext unit, PretrainSettings settings) throws IOException {
    this.unit = unit;
    this.settings = settings;
    List<Path> shards = unit.inputs(PretrainStage.IMAGES);
    Path partition = unit.input(PretrainStage.PARTITION);
    Optional<org.fedmas.contract.ClientId> client =
        Optional.ofNullable(unit.key().client()).or(settings.images()::client);
    this.prepared =
        client.isPresent()
            ? PreparedImages.of(shards, partition, client.get(), Part.TRAIN)
            : PreparedImages.ofAll(shards, partition, Part.TRAIN);
    this.images = prepared.list();
    if (images.size() < settings.fewestImages()) {
      prepared.close();
      throw new ConfigException(
          """
          %s: found %s training images, expected at least %s, two for each of pretrain.groups. \
          Lower pretrain.groups or change %s"""
              .formatted(unit.key(), images.size(), settings.fewestImages(), PretrainImages.KEY));
    }
    this.batch = settings.imagesPerStep(images.size());
    this.perEpoch = settings.stepsPerEpoch(images.size());
  }

  @Override
  public void close() {
    prepared.close();
  }

  /** Trains and writes encoders, optimiser state, queue and summary. */
  void run() throws IOException {
    Optional<PretrainState> saved = unit.checkpoint().last(PretrainState::read);
    ContrastState start = saved.isPresent() ? saved.get().state() : start();
    saved.ifPresent(state -> measures.addAll(state.measures()));
    double momentum = settings.keyMomentum(largest());
    ContrastSettings contrast =
        new ContrastSettings(settings.groups(), settings.temperature(), momentum);
    ComputeDevice device = ComputeDevice.of(unit.numerics().getOrDefault(Numerics.DEVICE, "cpu"));
    try (NDManager manager = TensorEngine.newManager(device);
        ContrastTrainer trainer =
            ContrastTrainer.of(settings.layers(), contrast, start, manager, DataType.FLOAT32)) {
      if (saved.isEmpty() && settings.policy() == QueuePolicy.REFILL) {
        trainer.refill(IntStream.iterate(0, i -> i + 1).mapToObj(this::forQueue).iterator());
      }
      train(trainer, saved.map(PretrainState::step).orElse(0L));
      ContrastState end = trainer.save();
      Safetensors.write(unit.output().resolve(ModelFiles.MODEL), end.encoders());
      Safetensors.write(unit.output().resolve(ModelFiles.OPTIMIZER), end.velocity());
      Safetensors.write(unit.output().resolve(ModelFiles.QUEUE), end.keys());
      summary(end, momentum).write(unit.output());
    }
  }

  private void train(ContrastTrainer trainer, long from) throws IOException {
    long last = (long) perEpoch * settings.length().perRound();
    if (from > 0) {
      unit.checkpoint().log("resumed after step %s of %s".formatted(from, last));
    }
    try (Prefetcher<Long, RenderedPairs> batches =
        new Prefetcher<>(LongStream.range(from, last).iterator(), (step, slot) -> rendered(step))) {
      for (long step = from; step < last; step++) {
        int epoch = (int) (step / perEpoch);
        long inEpoch = step % perEpoch;
        if (inEpoch == 0) {
          measures.add(ContrastMeasures.NONE);
        }
        int[] order = key("groups", epoch).with(inEpoch).stream().permutation(batch);
        double rate = settings.learningRate() * settings.length().rate(overall(epoch));
        ContrastMeasures found = trainer.step(batches.next(), order, rate);
        measures.set(epoch, measures.get(epoch).plus(found));
        boolean ends = inEpoch + 1 == perEpoch;
        if (ends) {
          report(epoch, trainer.queueSize());
        }
        finished(trainer, step + 1, last, ends);
      }
    }
  }

  /** Reports a step, and writes a checkpoint if one is due or the run stops. */
  private void finished(ContrastTrainer trainer, long step, long last, boolean endsEpoch) {
    if (step < last && unit.checkpoint().interval().orEpochs().isDue(step, endsEpoch)) {
      save(trainer, step);
    }
    try {
      unit.progress().images(step * batch, last * batch);
    } catch (InterruptedRunException e) {
      save(trainer, step);
      throw e;
    }
  }

  private void save(ContrastTrainer trainer, long step) {
    unit.checkpoint()
        .save(step, file -> new PretrainState(trainer.save(), step, measures).write(file));
  }

  private RenderedPairs rendered(long step) {
    int epoch = (int) (step / perEpoch);
    int[] order = key("shuffle", epoch).stream().permutation(images.size());
    return RenderedPairs.of(
        taken(order, step), settings.imageSize(), settings.seed(), overall(epoch));
  }

  /** Returns a batch that fills the queue, in views that no epoch has. */
  private RenderedPairs forQueue(int number) {
    int pass = number / perEpoch;
    int[] order = key("refill", 0).with(pass).stream().permutation(images.size());
    return RenderedPairs.ofKeys(
        taken(order, number), settings.imageSize(), settings.seed(), overall(0), pass);
  }

  /** Returns the images of a step, in the order of its epoch. */
  private List<PreparedImage> taken(int[] order, long step) {
    int first = (int) (step % perEpoch) * batch;
    return IntStream.range(first, first + batch).mapToObj(i -> images.get(order[i])).toList();
  }

  /** Returns the number of an epoch over all rounds, from 0. */
  private int overall(int epoch) {
    int rounds = unit.key().round() == null ? 0 : unit.round().index();
    return rounds * settings.length().perRound() + epoch;
  }

  private RandomKey key(String purpose, int epoch) {
    return seed().with(purpose).with(overall(epoch));
  }

  private RandomKey seed() {
    RandomKey key = RandomKey.of(settings.seed()).with("pretraining");
    return unit.key().client() == null ? key : key.with(unit.client().number());
  }

  /** Returns the encoders of the round before, with the client's own queue and velocity. */
  private ContrastState start() throws IOException {
    List<Path> previous = unit.inputs(PretrainStage.PREVIOUS);
    List<Path> network = unit.inputs(PretrainStage.NETWORK);
    ModelState encoders;
    if (network.isEmpty()) {
      ModelState drawn = drawn();
      encoders = ContrastState.encoders(drawn, drawn);
    } else {
      encoders = Safetensors.read(network.get(0).resolve(ModelFiles.MODEL));
    }
    if (previous.isEmpty()) {
      StoredTensor queue =
          KeyQueue.drawn(
              settings.dimension(),
              settings.queueSize(images.size()),
              seed().with("queue").stream());
      return new ContrastState(
          encoders.part(ContrastState.QUERY),
          encoders.part(ContrastState.KEY),
          queue,
          0,
          ModelState.EMPTY);
    }
    return ContrastState.of(
        encoders,
        Safetensors.read(previous.get(0).resolve(ModelFiles.QUEUE)),
        Safetensors.read(previous.get(0).resolve(ModelFiles.OPTIMIZER)));
  }

  /** Returns the encoder before the first step: a drawn head on a drawn or given backbone. */
  private ModelState drawn() {
    RandomKey key = RandomKey.of(settings.seed()).with("network before pretraining");
    Map<String, StoredTensor> tensors =
        new LinkedHashMap<>(SeededInitialisation.of(settings.layers().layout(), key).tensors());
    settings
        .weights()
        .requireFile(PretrainSettings.WEIGHTS_KEY, unit.data())
        .ifPresent(
            file -> tensors.putAll(BackboneCheckpoint.read(file, settings.backbone()).tensors()));
    return new ModelState(tensors);
  }

  /** Returns the images of the largest client, by which clients agree on the key momentum. */
  private int largest() throws IOException {
    return settings.images().federated()
        ? TrainingImages.read(unit.input(PretrainStage.PARTITION), settings.fewestImages())
            .counts()
            .values()
            .stream()
            .mapToInt(Integer::intValue)
            .max()
            .orElse(images.size())
        : images.size();
  }

  private void report(int epoch, int queue) {
    PretrainSummary.Epoch numbers = numbers(epoch);
    unit.checkpoint()
        .log(
            String.format(
                Locale.ROOT,
                "epoch %s of %s: loss %.3f (chance %.3f), margin %.2f, deviation %.4f",
                overall(epoch) + 1,
                settings.length().epochs(),
                numbers.loss(),
                Math.log(queue + 1.0),
                numbers.margin(),
                numbers.deviation()));
  }

  private PretrainSummary.Epoch numbers(int epoch) {
    ContrastMeasures sums = measures.get(epoch);
    double n = sums.images();
    return new PretrainSummary.Epoch(
        settings.learningRate() * settings.length().rate(overall(epoch)),
        sums.loss() / n,
        (sums.positive() - sums.negative()) / n,
        sums.correct() / n,
        sums.spread() / n);
  }

  private PretrainSummary summary(ContrastState end, double momentum) {
    int queue = Math.toIntExact(end.queue().shape()[1]);
    return new PretrainSummary(
        images.size(),
        batch,
        settings.groups(),
        queue,
        momentum,
        StrictMath.log(queue + 1.0),
        IntStream.range(0, measures.size()).mapToObj(this::numbers).toList());
  }
}
