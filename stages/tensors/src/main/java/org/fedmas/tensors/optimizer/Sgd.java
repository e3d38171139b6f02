package org.fedmas.tensors.optimizer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tensors.Autograd;
import org.fedmas.tensors.network.layer.Gradients;

/**
 * Gradient descent with momentum as in PyTorch: {@code g ← g + decay·θ}, {@code b ← μb + g}, then
 * {@code θ ← θ − ηb}, or with Nesterov's momentum {@code θ ← θ − η(g + μb)}.
 *
 * @param momentum μ; 0 for plain gradient descent
 * @param nesterov whether a step looks ahead, as Nesterov's does
 * @param weightDecay added to the gradient, after clipping
 */
public record Sgd(double momentum, boolean nesterov, double weightDecay) implements Optimizer {

  private static final String MOMENTUM = "training.momentum";
  private static final String NESTEROV = "training.nesterov";
  private static final String BUFFER = "momentum_buffer";

  /** Returns the optimiser with Nesterov's momentum 0.9 and decay 1e-4. */
  public static Sgd published() {
    return new Sgd(0.9, true, 1e-4);
  }

  @Override
  public String id() {
    return "sgd";
  }

  @Override
  public Sgd configured(ConfigReader reader) {
    double configured = Optimizer.share(reader, MOMENTUM, momentum);
    boolean looksAhead = reader.added().flag(NESTEROV, nesterov && configured > 0);
    if (looksAhead && configured == 0) {
      reader.problem(NESTEROV, "false, since " + MOMENTUM + " is 0");
    }
    return new Sgd(configured, looksAhead, Optimizer.decay(reader, weightDecay));
  }

  @Override
  public List<String> slots() {
    return List.of(BUFFER);
  }

  @Override
  public Optional<StepLength> stepLength(double learningRate, double pull) {
    return Optional.of(new StepLength(momentum, nesterov, learningRate, pull));
  }

  @Override
  public boolean isPlainDescent() {
    return momentum == 0;
  }

  @Override
  public void step(
      List<NDArray> parameters, Gradients gradients, OptimizerState state, double learningRate) {
    state.countStep();
    if (Sweep.suits(parameters)) {
      Sweep.run(inMemory((float) gradients.factor(), learningRate), parameters, gradients, state);
    } else {
      byTheEngine(parameters, gradients, state, learningRate);
    }
  }

  private Sweep.Rule inMemory(float factor, double learningRate) {
    float decay = (float) weightDecay;
    float kept = (float) momentum;
    float negativeRate = (float) -learningRate;
    return (parameter, gradient, slots, length) -> {
      float[] buffer = slots[0];
      for (int i = 0; i < length; i++) {
        float g = gradient[i] * factor + parameter[i] * decay;
        float b = buffer[i] * kept + g;
        buffer[i] = b;
        parameter[i] = parameter[i] + negativeRate * (nesterov ? g + b * kept : b);
      }
    };
  }

  private void byTheEngine(
      List<NDArray> parameters, Gradients gradients, OptimizerState state, double learningRate) {
    List<NDArray> buffers = state.slot(BUFFER);
    try (Autograd.Recording off = Autograd.paused();
        NDManager scalars = gradients.manager().newSubManager()) {
      NDArray factor = scalars.create(gradients.factor());
      NDArray decay = scalars.create(weightDecay);
      NDArray kept = scalars.create(momentum);
      NDArray rate = scalars.create(learningRate);
      for (int i = 0; i < parameters.size(); i++) {
        NDArray gradient = gradients.of(i);
        if (gradient == null) {
          continue;
        }
        if (gradients.factor() != 1) {
          gradient.muli(factor);
        }
        try (NDArray shrink = parameters.get(i).mul(decay)) {
          gradient.addi(shrink);
        }
        buffers.get(i).muli(kept).addi(gradient);
        NDArray buffer = buffers.get(i);
        try (NDArray change = nesterov ? buffer.mul(kept).addi(gradient) : buffer.duplicate()) {
          parameters.get(i).subi(change.muli(rate));
        }
      }
    }
  }
}
