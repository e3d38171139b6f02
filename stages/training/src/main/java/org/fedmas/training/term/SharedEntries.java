package org.fedmas.training.term;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.model.TensorType;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.network.Network;
import org.fedmas.tensors.network.layer.TensorSpec;
import org.jspecify.annotations.Nullable;

/**
 * The trainable entries that a client shares with the server. Other entries stay with the client.
 *
 * @param network the network to train
 * @param received the global model, completed by the client's own entries
 * @param own the names of the entries that stay with the client
 */
record SharedEntries(Network network, ModelState received, Set<String> own) {

  /** Returns the entries that a client shares in a round. */
  static SharedEntries of(LocalRound round) {
    return new SharedEntries(round.network(), round.received(), round.carried().ownEntries());
  }

  /** A new value of one element. */
  @FunctionalInterface
  interface Rule {

    /**
     * Returns the element's new value.
     *
     * @param change the element of {@code θ_k − θ}
     * @param values the element in each of the given states, in their order
     */
    double value(double change, double[] values);
  }

  /**
   * Returns new values of every shared entry, computed in double and rounded to the network's type.
   *
   * @param states states of the same entries; an entry that a state lacks is 0
   */
  ModelState computed(Rule rule, ModelState... states) {
    Map<String, StoredTensor> results = new LinkedHashMap<>();
    for (TensorSpec spec : network.layout().parameters()) {
      if (isShared(spec)) {
        NDArray now = network.array(spec.name());
        double[] result = computed(rule, Transfer.doubles(now), spec, states);
        boolean exact = now.getDataType() == DataType.FLOAT64;
        TensorType type = exact ? TensorType.F64 : TensorType.F32;
        results.put(spec.name(), StoredTensor.of(type, result, spec.dimensions()));
      }
    }
    return new ModelState(results);
  }

  private double[] computed(Rule rule, double[] now, TensorSpec spec, ModelState... states) {
    double[] then = received.tensor(spec.name()).numbers();
    double[][] given = new double[states.length][];
    for (int s = 0; s < given.length; s++) {
      StoredTensor tensor = states[s].tensors().get(spec.name());
      given[s] = tensor == null ? new double[now.length] : tensor.numbers();
    }
    double[] values = new double[given.length];
    for (int i = 0; i < now.length; i++) {
      for (int s = 0; s < values.length; s++) {
        values[s] = given[s][i];
      }
      now[i] = rule.value(now[i] - then[i], values);
    }
    return now;
  }

  /**
   * Returns a state's arrays in the order of the network's parameters, null for entries that are
   * not shared.
   *
   * @param state an entry for every shared parameter
   * @param owner the manager that owns the arrays
   */
  List<@Nullable NDArray> arrays(ModelState state, NDManager owner) {
    List<@Nullable NDArray> arrays = new ArrayList<>();
    for (TensorSpec spec : network.layout().parameters()) {
      DataType type = network.array(spec.name()).getDataType();
      arrays.add(
          isShared(spec) ? Transfer.upload(owner, state.tensor(spec.name()), type) : null);
    }
    return arrays;
  }

  /** Returns the arrays of shared parameters among those of all parameters, in order. */
  List<NDArray> only(List<? extends @Nullable NDArray> all) {
    List<NDArray> shared = new ArrayList<>();
    List<TensorSpec> specs = network.layout().parameters();
    for (int i = 0; i < specs.size(); i++) {
      NDArray array = all.get(i);
      if (array != null && isShared(specs.get(i))) {
        shared.add(array);
      }
    }
    return shared;
  }

  private boolean isShared(TensorSpec spec) {
    return !own.contains(spec.name());
  }
}
