package org.fedmas.tensors.optimizer;

/**
 * FedNova's a_k: the length of τ steps of gradient descent against a constant gradient of 1, in
 * units of η. Length s and momentum buffer b start at 0. Each step takes {@code g = 1 − ημs} and
 * {@code b ← ρb + g}. It adds b to s, or {@code g + ρb} with Nesterov's momentum; then {@code a =
 * s}. Plain descent has a = τ.
 *
 * <p>Source: arXiv 2007.07481, section 4, whose closed forms cover momentum or a proximal pull, but
 * not both.
 *
 * @param momentum ρ
 * @param nesterov whether a step looks ahead, as Nesterov's does
 * @param learningRate η
 * @param pull μ, the weight of a proximal pull; 0 without one
 */
public record StepLength(double momentum, boolean nesterov, double learningRate, double pull) {

  /** Returns a of τ steps. */
  public double of(int steps) {
    double length = 0;
    double buffer = 0;
    for (int i = 0; i < steps; i++) {
      double gradient = 1 - learningRate * pull * length;
      buffer = momentum * buffer + gradient;
      length += nesterov ? gradient + momentum * buffer : buffer;
    }
    return length;
  }
}
