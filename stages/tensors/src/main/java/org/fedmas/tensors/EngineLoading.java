package org.fedmas.tensors;

/**
 * The loading of the tensor engine on a thread of its own, beside other work of a command. Code
 * that needs the engine meanwhile waits for it, and meets its failure.
 */
public final class EngineLoading implements AutoCloseable {

  private final Thread thread;

  private EngineLoading(Thread thread) {
    this.thread = thread;
  }

  /** Starts loading. */
  public static EngineLoading start() {
    Thread thread = new Thread(EngineLoading::load, "engine");
    thread.setDaemon(true);
    thread.start();
    return new EngineLoading(thread);
  }

  private static void load() {
    try {
      TensorEngine.engine();
    } catch (RuntimeException | LinkageError e) {
      // the code that needs the engine loads it again and reports why it cannot
    }
  }

  /** Waits until the engine is loaded: a process that ends meanwhile might crash. */
  @Override
  public void close() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
