package org.fedmas.tensors;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.jspecify.annotations.Nullable;

/**
 * Reverse-mode differentiation on the calling thread. The engine's own collector allows one user
 * per process; this goes one level below it, where recording is a property of the thread, so that
 * several threads can train different models at once.
 */
public final class Autograd {

  /** Restores the thread's former state when closed. */
  public static final class Recording implements AutoCloseable {

    private final boolean before;

    private Recording(boolean before) {
      this.before = before;
    }

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
   * Returns an alias of the array that gradients are taken for: same memory, own gradient.
   *
   * @param owner the manager of the alias, normally that of one step
   */
  public static NDArray track(NDArray array, NDManager owner) {
    PtNDArray leaf = JniUtils.detachGradient((PtNDArray) array);
    leaf.attach(owner);
    JniUtils.attachGradient(leaf, true);
    return leaf;
  }

  /**
   * Computes the gradients of a scalar for every tracked array it depends on, and frees what was
   * recorded for it.
   */
  public static void backward(NDArray scalar) {
    try (NDArray one = scalar.getManager().ones(scalar.getShape(), scalar.getDataType())) {
      JniUtils.backward((PtNDArray) scalar, (PtNDArray) one, false, false);
    }
  }

  /**
   * Returns the gradient of a tracked array, owned by that array's manager; null if it had no part.
   */
  public static @Nullable NDArray gradient(NDArray tracked) {
    return JniUtils.getGradient((PtNDArray) tracked);
  }
}
