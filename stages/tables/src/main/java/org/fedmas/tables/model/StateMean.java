package org.fedmas.tables.model;

import java.util.LinkedHashMap;
import java.util.Map;

/** A weighted mean of model states, summed in double in the order of addition. */
public final class StateMean {

  private final Map<String, double[]> sums = new LinkedHashMap<>();
  private final Map<String, StoredTensor> forms = new LinkedHashMap<>();
  private double weights;

  /**
   * Adds a state.
   *
   * @throws IllegalArgumentException if its tensors differ in name, type or shape from earlier ones
   */
  public void add(ModelState state, double weight) {
    if (forms.isEmpty()) {
      state.tensors().forEach((name, tensor) -> sums.put(name, new double[tensor.size()]));
      forms.putAll(state.tensors());
    }
    if (!state.names().equals(sums.keySet())) {
      throw new IllegalArgumentException("states of different networks have no mean");
    }
    state.tensors().forEach((name, tensor) -> add(name, tensor, weight));
    weights += weight;
  }

  private void add(String name, StoredTensor tensor, double weight) {
    StoredTensor form = form(name);
    if (!form.toString().equals(tensor.toString())) {
      throw new IllegalArgumentException(
          "tensor %s: found %s, expected %s".formatted(name, tensor, form));
    }
    double[] sum = sums.getOrDefault(name, new double[0]);
    if (tensor.type() == TensorType.I64) {
      long[] values = tensor.longs();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += weight * values[i];
      }
    } else {
      double[] values = tensor.numbers();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += weight * values[i];
      }
    }
  }

  /** Returns the mean; counts are rounded to whole numbers, half up. */
  public ModelState mean() {
    Map<String, StoredTensor> means = new LinkedHashMap<>();
    sums.forEach(
        (name, sum) -> {
          double[] mean = new double[sum.length];
          long[] rounded = new long[sum.length];
          for (int i = 0; i < mean.length; i++) {
            mean[i] = sum[i] / weights;
            rounded[i] = Math.round(mean[i]);
          }
          StoredTensor form = form(name);
          means.put(
              name,
              form.type() == TensorType.I64
                  ? StoredTensor.of(rounded, form.shape())
                  : StoredTensor.of(form.type(), mean, form.shape()));
        });
    return new ModelState(means);
  }

  private StoredTensor form(String name) {
    StoredTensor form = forms.get(name);
    if (form == null) {
      throw new IllegalStateException("no tensor " + name);
    }
    return form;
  }
}
