package org.fedmas.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.tables.model.ClientEntries;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tensors.Autograd;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.loss.CrossEntropy;
import org.fedmas.tensors.network.Network;
import org.fedmas.tensors.network.head.Outputs;
import org.fedmas.tensors.network.layer.Gradients;
import org.fedmas.tensors.network.layer.Linear;
import org.fedmas.tensors.network.layer.Mode;
import org.fedmas.tensors.network.layer.PlainPass;
import org.fedmas.tensors.network.layer.TensorRole;
import org.fedmas.tensors.network.layer.TensorSpec;
import org.fedmas.tensors.optimizer.OptimizerState;

/**
 * The personal head of FedRoD: a linear layer beside {@code fc} that stays with its client. Its loss
 * is the cross entropy of the sum of both heads' logits. Neither the gradient nor the norm that is
 * clipped reaches the generic model. Source: arXiv 2107.00778, section 4.
 */
final class PersonalHead implements AutoCloseable {

  /** The prefix of the state of the head's optimiser. */
  static final String OPTIMIZER = "personal-optimizer/";

  private static final String LAYER = "fc";
  private static final String WEIGHT = LAYER + ".weight";
  private static final String BIAS = LAYER + ".bias";

  private final Linear layer;
  private final TrainingSettings settings;
  private final NDManager manager;
  private final List<NDArray> parameters;
  private final OptimizerState state;
  private double lossSum;
  private long samples;

  private PersonalHead(
      ModelState head, ClientState kept, TrainingSettings settings, Network network) {
    StoredTensor weight = head.tensor(WEIGHT);
    StoredTensor bias = head.tensor(BIAS);
    this.layer = new Linear(LAYER, (int) weight.shape()[1], (int) weight.shape()[0]);
    this.settings = settings;
    this.manager = network.manager().newSubManager();
    this.parameters = List.of(upload(weight, WEIGHT, network), upload(bias, BIAS, network));
    List<TensorSpec> specs =
        List.of(spec(WEIGHT, weight, TensorRole.WEIGHT), spec(BIAS, bias, TensorRole.BIAS));
    ModelState saved = kept.of(OPTIMIZER);
    this.state =
        saved.names().isEmpty()
            ? OptimizerState.zero(settings.optimizer(), specs, parameters, manager)
            : OptimizerState.of(settings.optimizer(), specs, parameters, saved, manager);
  }

  /** Returns whether a client's state holds a personal head. */
  static boolean isIn(ClientState client) {
    return !client.of(ClientEntries.PERSONAL).names().isEmpty();
  }

  /**
   * Returns the head that a client begins with: a copy of {@code fc} of the start model.
   *
   * @param network the generic model, which decides device and element type
   */
  static PersonalHead first(ModelState start, TrainingSettings settings, Network network) {
    return new PersonalHead(start, ClientState.EMPTY, settings, network);
  }

  /** Returns the head in a client's state, with the state of its optimiser. */
  static PersonalHead of(ClientState client, TrainingSettings settings, Network network) {
    return new PersonalHead(client.of(ClientEntries.PERSONAL), client, settings, network);
  }

  private NDArray upload(StoredTensor tensor, String name, Network network) {
    return Transfer.upload(manager, tensor, network.array(name).getDataType());
  }

  private static TensorSpec spec(String name, StoredTensor tensor, TensorRole role) {
    return new TensorSpec(name, Arrays.stream(tensor.shape()).boxed().toList(), role);
  }

  /**
   * Takes one step after the generic model's.
   *
   * @param outputs the generic model's outputs before its step; read without gradient
   * @param labels [n], of the step whose manager owns all intermediate arrays
   */
  void step(Outputs outputs, NDArray labels, double learningRate) {
    NDManager scope = labels.getManager();
    NDArray weight = Autograd.track(parameters.get(0), scope);
    NDArray bias = Autograd.track(parameters.get(1), scope);
    NDArray feature = detached(outputs.feature(), scope);
    NDArray generic = detached(outputs.logits(), scope);
    NDArray own =
        new PlainPass(Map.of(WEIGHT, weight, BIAS, bias), Mode.TRAIN).linear(layer, feature);
    NDArray loss = new CrossEntropy().batch(generic.add(own), labels, new long[layer.outputs()]);
    lossSum += Transfer.doubles(loss)[0] * labels.size();
    samples += labels.size();
    Autograd.backward(loss);
    Gradients gradients =
        new Gradients(
            Arrays.asList(Autograd.gradient(weight), Autograd.gradient(bias)), scope);
    if (settings.clipping() != null) {
      gradients = settings.clipping().clip(gradients);
    }
    settings.optimizer().step(parameters, gradients, state, learningRate);
  }

  private static NDArray detached(NDArray array, NDManager owner) {
    NDArray constant = array.stopGradient();
    constant.attach(owner);
    return constant;
  }

  /** Returns the live arrays of weight and bias. */
  List<NDArray> parameters() {
    return parameters;
  }

  /** Returns the mean loss of the head over the samples since this object was created. */
  double meanLoss() {
    return samples == 0 ? 0 : lossSum / samples;
  }

  /** Returns a client's state with this head and its optimiser's state. */
  ClientState savedIn(ClientState client) {
    Map<String, StoredTensor> head = new LinkedHashMap<>();
    head.put(WEIGHT, Transfer.download(parameters.get(0)));
    head.put(BIAS, Transfer.download(parameters.get(1)));
    return client
        .with(ClientEntries.PERSONAL, new ModelState(head))
        .with(OPTIMIZER, state.save());
  }

  @Override
  public void close() {
    manager.close();
  }
}
