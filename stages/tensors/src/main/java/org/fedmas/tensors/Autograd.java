package org.fedmas.tensors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.jspecify.annotations.Nullable;

/**
 * Reverse-mode differentiation on the calling thread. The engine's own collector allows one user
 * per process. Here recording is a property of the thread, so several threads can train different
 * models at once.
 */
public final class Autograd {

  /** A recording mode of the calling thread; closing it restores the previous mode. */
  public record Recording(boolean before) implements AutoCloseable {

    @Override
    public void close() {
      JniUtils.setGradMode(before);
    }
  }

  private Autograd() {}

  /** Records operations on tracked arrays until the result is closed. */
  public static Recording recording() {
    return switchTo(true);
  }

  /** Records nothing until the result is closed. */
  public static Recording paused() {
    return switchTo(false);
  }

  private static Recording switchTo(boolean on) {
    TensorEngine.prepareThread();
    Recording recording = new Recording(JniUtils.isGradMode());
    JniUtils.setGradMode(on);
    return recording;
  }

  /**
   * Returns an alias of an array for which gradients are computed: same memory, own gradient.
   *
   * @param owner the manager of the alias, normally the manager of one step
   */
  public static NDArray track(NDArray array, NDManager owner) {
    PtNDArray leaf = JniUtils.detachGradient((PtNDArray) array);
    leaf.attach(owner);
    JniUtils.attachGradient(leaf, true);
    return leaf;
  }

  /** Computes a scalar's gradients for every tracked array behind it and frees the recording. */
  public static void backward(NDArray scalar) {
    try (NDArray one = scalar.getManager().ones(scalar.getShape(), scalar.getDataType())) {
      JniUtils.backward((PtNDArray) scalar, (PtNDArray) one, false, false);
    }
  }

  /**
   * Returns the gradient of a tracked array, owned by its manager; null if the scalar ignores it.
   */
  public static @Nullable NDArray gradient(NDArray tracked) {
    return JniUtils.getGradient((PtNDArray) tracked);
  }
}
