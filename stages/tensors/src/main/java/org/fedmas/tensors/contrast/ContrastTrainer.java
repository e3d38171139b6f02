package org.fedmas.tensors.contrast;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.Autograd;
import org.fedmas.tensors.Scalars;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.network.layer.Gradients;
import org.fedmas.tensors.network.layer.Mode;
import org.fedmas.tensors.network.layer.PlainPass;
import org.fedmas.tensors.network.layer.TensorSpec;
import org.fedmas.tensors.optimizer.OptimizerState;
import org.fedmas.tensors.optimizer.Sgd;

/**
 * The training of MoCo v2: a query encoder, a key encoder that follows it, and a queue of keys.
 * Batches are cut into virtual groups, which batch normalisation sees apart, as if each were on a
 * device of its own. Sources: arXiv 1911.05722, 2003.04297.
 */
public final class ContrastTrainer implements AutoCloseable {

  /** Gradient descent with momentum 0.9 and weight decay 1e-4 on every parameter. */
  private static final Sgd OPTIMIZER = new Sgd(0.9, false, 1e-4);

  private final ContrastSettings settings;
  private final DataType type;
  private final NDManager manager;
  private final Encoder query;
  private final Encoder key;
  private final KeyQueue queue;
  private final OptimizerState velocity;

  private ContrastTrainer(
      EncoderLayers layers,
      ContrastSettings settings,
      ContrastState start,
      NDManager parent,
      DataType type) {
    this.settings = settings;
    this.type = type;
    this.manager = parent.newSubManager();
    this.query = Encoder.of(layers, start.query(), manager, type);
    this.key = Encoder.of(layers, start.key(), manager, type);
    this.queue = KeyQueue.of(start.queue(), start.pointer(), type);
    ModelState saved = start.velocity();
    this.velocity =
        saved.names().isEmpty()
            ? OptimizerState.zero(OPTIMIZER, query.specs(), query.parameters(), manager)
            : OptimizerState.of(OPTIMIZER, query.specs(), query.parameters(), saved, manager);
  }

  /**
   * Returns a trainer that continues from a state.
   *
   * @param parent owns the tensors, on its device
   * @param type float32; float64 serves comparisons
   */
  public static ContrastTrainer of(
      EncoderLayers layers,
      ContrastSettings settings,
      ContrastState start,
      NDManager parent,
      DataType type) {
    return new ContrastTrainer(layers, settings, start, parent, type);
  }

  /** Returns everything that later steps depend on, rounded to float32. */
  public ContrastState save() {
    return new ContrastState(
        query.save(), key.save(), queue.save(), queue.pointer(), velocity.save());
  }

  /**
   * Takes one step.
   *
   * @param order the permutation in which images enter the groups of the key encoder
   * @return the measures of the step
   */
  public ContrastMeasures step(ViewPairs batch, int[] order, double learningRate) {
    return step(batch, order, learningRate, StepObserver.NONE);
  }

  ContrastMeasures step(ViewPairs batch, int[] order, double learningRate, StepObserver observer) {
    TensorEngine.prepareThread();
    // the query encoder's update ends the step, so the key encoder follows its values from before
    key.follow(query, settings.momentum());
    double[] keys = keys(batch, order);
    observer.keys(keys);
    try (NDManager step = manager.newSubManager()) {
      QueryPass pass = new QueryPass(batch, keys, step, observer);
      pass.run();
      Gradients gradients = new Gradients(pass.sums, step);
      observer.gradients(gradients);
      OPTIMIZER.step(query.parameters(), gradients, velocity, learningRate);
      queue.push(keys);
      return pass.measures.sum();
    }
  }

  /** Returns the bounds of group g of n images. */
  private int bound(int g, int n) {
    return (int) ((long) g * n / settings.groups());
  }

  /**
   * Replaces all keys of the queue by those of the present key encoder, normalised by groups as in
   * a step; running statistics stay.
   *
   * @param batches batches of which the key views are read, as many as the queue takes
   */
  public void refill(Iterator<? extends ViewPairs> batches) {
    TensorEngine.prepareThread();
    for (int left = queue.size(); left > 0; ) {
      ViewPairs batch = batches.next();
      try (Autograd.Recording off = Autograd.paused();
          NDManager step = manager.newSubManager()) {
        int[] order = IntStream.range(0, batch.size()).toArray();
        double[] keys = keys(batch, order, new GroupStatistics(key, step), step);
        int taken = Math.min(left, batch.size());
        queue.push(Arrays.copyOf(keys, keys.length / batch.size() * taken));
        left -= taken;
      }
    }
  }

  /** Returns the unit keys of a step, in the order of the images. */
  private double[] keys(ViewPairs batch, int[] order) {
    try (Autograd.Recording off = Autograd.paused();
        NDManager step = manager.newSubManager()) {
      GroupStatistics statistics = new GroupStatistics(key, step);
      double[] keys = keys(batch, order, statistics, step);
      statistics.finish();
      return keys;
    }
  }

  private double[] keys(ViewPairs batch, int[] order, GroupStatistics statistics, NDManager step) {
    int n = batch.size();
    double[] keys = {};
    for (int g = 0; g < settings.groups(); g++) {
      int[] rows = Arrays.copyOfRange(order, bound(g, n), bound(g + 1, n));
      try (NDManager group = step.newSubManager()) {
        PlainPass pass = new PlainPass(statistics.begin(), Mode.TRAIN);
        NDArray features = key.layers().features(pass, batch.keys(group, rows));
        NDArray unit = InfoNce.unit(key.layers().embeddings(pass, features));
        double[] values = Transfer.doubles(unit);
        int width = values.length / rows.length;
        keys = keys.length == 0 ? new double[n * width] : keys;
        for (int i = 0; i < rows.length; i++) {
          System.arraycopy(values, i * width, keys, rows[i] * width, width);
        }
      }
    }
    return keys;
  }

  /** Returns the live query encoder's array of that name, for comparisons. */
  double[] queryNumbers(String name) {
    return Transfer.doubles(query.array(name));
  }

  /** Returns the live key encoder's array of that name, for comparisons. */
  double[] keyNumbers(String name) {
    return Transfer.doubles(key.array(name));
  }

  /** Returns the live query encoder's array of that name, for comparisons. */
  NDArray queryArray(String name) {
    return query.array(name);
  }

  /** Returns K, the number of keys in the queue. */
  public int queueSize() {
    return queue.size();
  }

  /** Returns the live queue, for comparisons. */
  KeyQueue queue() {
    return queue;
  }

  @Override
  public void close() {
    manager.close();
  }

  /** The passes of the query encoder over the groups of a batch, whose gradients are summed. */
  private final class QueryPass {

    private final ViewPairs batch;
    private final double[] keys;
    private final NDManager step;
    private final StepObserver observer;
    private final List<NDArray> sums = new ArrayList<>();
    private final NDArray negatives;
    private final StepMeasures measures;

    QueryPass(ViewPairs batch, double[] keys, NDManager step, StepObserver observer) {
      this.batch = batch;
      this.keys = keys;
      this.step = step;
      this.observer = observer;
      this.measures = new StepMeasures(batch.size(), keys.length);
      try (NDArray rows = queue.rows(step)) {
        this.negatives = rows.transpose();
      }
    }

    void run() {
      int n = batch.size();
      GroupStatistics statistics = new GroupStatistics(query, step);
      for (int g = 0; g < settings.groups(); g++) {
        group(bound(g, n), bound(g + 1, n), statistics);
      }
      statistics.finish();
    }

    private void group(int from, int until, GroupStatistics statistics) {
      try (Autograd.Recording recording = Autograd.recording();
          NDManager group = step.newSubManager()) {
        Map<String, NDArray> table = statistics.begin();
        List<NDArray> tracked = new ArrayList<>();
        for (TensorSpec spec : query.specs()) {
          NDArray leaf = Autograd.track(query.array(spec.name()), group);
          tracked.add(leaf);
          table.put(spec.name(), leaf);
        }
        PlainPass pass = new PlainPass(table, Mode.TRAIN);
        int[] rows = IntStream.range(from, until).toArray();
        NDArray features = query.layers().features(pass, batch.queries(group, rows));
        NDArray embeddings = query.layers().embeddings(pass, features);
        NDArray unit = InfoNce.unit(embeddings);
        NDArray own = keys(group, from, until);
        NDArray logits = InfoNce.logits(unit, own, negatives, settings.temperature());
        NDArray logShares = InfoNce.logShares(logits);
        Autograd.backward(Scalars.times(logShares.sum(), -1.0 / batch.size()));
        try (Autograd.Recording off = Autograd.paused()) {
          add(tracked);
          measures.add(unit, logits, logShares);
        }
        observer.queries(features, embeddings, unit, logits);
      }
    }

    private NDArray keys(NDManager group, int from, int until) {
      int width = keys.length / batch.size();
      double[] own = Arrays.copyOfRange(keys, from * width, until * width);
      try (NDArray exact = group.create(own, new Shape(until - from, width))) {
        return exact.toType(type, true);
      }
    }

    private void add(List<NDArray> tracked) {
      boolean first = sums.isEmpty();
      for (int i = 0; i < tracked.size(); i++) {
        NDArray gradient = Autograd.gradient(tracked.get(i));
        if (gradient == null) {
          throw new IllegalStateException("no gradient of " + query.specs().get(i).name());
        }
        if (first) {
          gradient.attach(step);
          sums.add(gradient);
        } else {
          sums.get(i).addi(gradient);
        }
      }
    }
  }
}
