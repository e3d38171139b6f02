package org.fedmas.tensors.network;

import java.util.ArrayList;
import java.util.List;

/** Collects entries in the order in which a network's parts declare them. */
final class LayoutBuilder {

  private final List<Entry> entries = new ArrayList<>();

  void weight(String layer, long... shape) {
    add(layer + ".weight", Kind.WEIGHT, shape);
  }

  void directions(String layer, int inputs, int outputs) {
    add(layer + ".weight", Kind.DIRECTIONS, inputs, outputs);
  }

  void bias(String layer, int outputs) {
    add(layer + ".bias", Kind.BIAS, outputs);
  }

  void batchNorm(String layer, int channels) {
    add(layer + ".weight", Kind.GAMMA, channels);
    add(layer + ".bias", Kind.BETA, channels);
    add(layer + ".running_mean", Kind.MEAN, channels);
    add(layer + ".running_var", Kind.VARIANCE, channels);
    add(layer + ".num_batches_tracked", Kind.COUNT);
  }

  Layout build() {
    return new Layout(entries);
  }

  private void add(String name, Kind kind, long... shape) {
    List<Long> sizes = new ArrayList<>();
    for (long size : shape) {
      sizes.add(size);
    }
    entries.add(new Entry(name, sizes, kind));
  }
}
