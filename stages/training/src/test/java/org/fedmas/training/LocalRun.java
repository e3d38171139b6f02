package org.fedmas.training;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fedmas.contract.ClassCounts;
import org.fedmas.contract.Round;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.Precision;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.network.Network;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.SeededInitialisation;
import org.fedmas.tensors.network.layer.TensorSpec;
import org.fedmas.tensors.optimizer.OptimizerState;
import org.fedmas.training.term.LocalRound;
import org.jspecify.annotations.Nullable;

/** A client's round with resnet8 under some keys, always from the same start. */
final class LocalRun {

  private static final int CLASSES = 8;
  private static final int WIDTH = 512;
  private static final ClassCounts COUNTS = new ClassCounts(new int[] {3, 2, 0, 1, 0, 0, 0, 0});
  private static final List<RandomBatch> BATCHES = List.of(batch(1, 0, 1, 3), batch(2, 1, 0, 0));

  /** The result of the round. */
  record Trained(
      ModelState model,
      ModelState optimizer,
      double loss,
      double[] classDivergence,
      ClientState client) {}

  private final TrainingSettings settings;
  private final ModelSettings model;
  private final Layout layout;
  private final ModelState start;
  private ComputeDevice device = ComputeDevice.CPU;

  LocalRun(Map<String, String> keys) {
    Map<String, String> all = new LinkedHashMap<>(keys);
    all.put("model.backbone", "resnet8");
    all.put("auxiliary.network", "imagenet-resnet18");
    ConfigReader reader = TestConfiguration.reader(all);
    this.settings = TrainingSettings.read(reader);
    this.model = ModelSettings.read(reader);
    this.layout = model.head().layout(model.backbone(), CLASSES);
    this.start = SeededInitialisation.of(layout, RandomKey.of(5));
  }

  static RandomBatch batch(long seed, int... labels) {
    return new RandomBatch(seed, labels, WIDTH);
  }

  /** Moves the round to another device. */
  LocalRun on(ComputeDevice other) {
    device = other;
    return this;
  }

  Layout layout() {
    return layout;
  }

  ModelState start() {
    return start;
  }

  /** Takes steps over two batches of a client that lacks five classes. */
  Trained train(@Nullable ModelState previous, int round, int steps) {
    List<RandomBatch> batches =
        Stream.iterate(0, i -> i + 1).limit(steps).map(i -> BATCHES.get(i % 2)).toList();
    return train(previous, round, COUNTS, batches);
  }

  Trained train(
      @Nullable ModelState previous, int round, ClassCounts counts, List<RandomBatch> batches) {
    try (NDManager manager = TensorEngine.newManager(device);
        Network network =
            Network.of(model.backbone(), model.head(), CLASSES, start, manager, Precision.FLOAT32);
        OptimizerState state = OptimizerState.zero(settings.optimizer(), network, manager);
        PersonalHead personal =
            model.hasPersonalHead() ? PersonalHead.first(start, settings, network) : null;
        LocalTrainer trainer =
            new LocalTrainer(
                measured(
                    settings.begin(
                        network, start, previous, counts, new Round(round), RandomKey.of(round))),
                state,
                settings,
                personal)) {
      batches.forEach(trainer::step);
      return new Trained(
          network.save(),
          state.save(),
          trainer.meanLoss(),
          trainer.classDivergence().means(),
          personal == null ? ClientState.EMPTY : personal.savedIn(ClientState.EMPTY));
    }
  }

  /** Returns a round in which the received model has a loss of 1 in every class. */
  private static LocalRound measured(LocalRound local) {
    double[] sums = new double[CLASSES];
    long[] images = new long[CLASSES];
    Arrays.fill(sums, 1);
    Arrays.fill(images, 1);
    return local.with(local.loss().measured(sums, images));
  }

  /** Returns the Euclidean distance of the parameters from the start. */
  double distance(ModelState state) {
    double sum = 0;
    for (TensorSpec spec : layout.parameters()) {
      float[] now = state.tensor(spec.name()).floats();
      float[] then = start.tensor(spec.name()).floats();
      for (int i = 0; i < now.length; i++) {
        sum += ((double) now[i] - then[i]) * ((double) now[i] - then[i]);
      }
    }
    return Math.sqrt(sum);
  }
}
