package org.fedmas.pipeline.cli;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.fedmas.pipeline.run.RunControl;
import sun.misc.Signal;

/** Turns SIGINT and SIGTERM into a request to stop; a second signal ends the process at once. */
final class StopSignals {

  private final AtomicInteger exitCode = new AtomicInteger();

  /**
   * From now on signals stop the run.
   *
   * @param out writes a line
   */
  void install(RunControl control, Consumer<String> out) {
    handle("INT", 130, control, out);
    handle("TERM", 143, control, out);
  }

  /** 128 plus the signal's number, 0 if there was none. */
  int exitCode() {
    return exitCode.get();
  }

  private void handle(String name, int code, RunControl control, Consumer<String> out) {
    try {
      Signal.handle(
          new Signal(name),
          signal -> {
            if (!exitCode.compareAndSet(0, code)) {
              Runtime.getRuntime().halt(code);
            }
            out.accept("stopping after the current batch (again to stop at once) …");
            control.requestStop();
          });
    } catch (IllegalArgumentException e) {
      // the platform keeps this signal to itself; the default then applies
      out.accept("note: " + name + " ends the run without waiting for the current batch");
    }
  }
}
