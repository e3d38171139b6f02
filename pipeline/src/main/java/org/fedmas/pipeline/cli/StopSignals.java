package org.fedmas.pipeline.cli;

import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.fedmas.pipeline.run.control.RunControl;
import sun.misc.Signal;

/** Turns SIGINT and SIGTERM into a request to stop; a second signal ends the process at once. */
final class StopSignals {

  /** Signals and the exit codes that they lead to: 128 plus their numbers. */
  private static final Map<String, Integer> CODES = Map.of("INT", 130, "TERM", 143);

  private final AtomicInteger exitCode = new AtomicInteger();

  /**
   * Until the run begins (raw images are being hashed, another process is waited for), signals end
   * the process at once.
   *
   * @param last what to say
   */
  void installEarly(PrintStream out, String last) {
    for (Map.Entry<String, Integer> signal : CODES.entrySet()) {
      handle(
          signal.getKey(),
          () -> {
            out.println(last);
            out.flush();
            Runtime.getRuntime().halt(signal.getValue());
          });
    }
  }

  /**
   * From now on signals stop the run.
   *
   * @param out writes a line
   */
  void install(RunControl control, Consumer<String> out) {
    for (Map.Entry<String, Integer> signal : CODES.entrySet()) {
      int code = signal.getValue();
      boolean handled =
          handle(
              signal.getKey(),
              () -> {
                if (!exitCode.compareAndSet(0, code)) {
                  Runtime.getRuntime().halt(code);
                }
                out.accept("stopping after the current batch (again to stop at once) …");
                control.requestStop();
              });
      if (!handled) {
        out.accept(
            "note: " + signal.getKey() + " ends the run without waiting for the current batch");
      }
    }
  }

  /** 128 plus the signal's number, 0 if there was none. */
  int exitCode() {
    return exitCode.get();
  }

  /** Returns whether the platform leaves that signal to us. */
  private static boolean handle(String name, Runnable action) {
    try {
      Signal.handle(new Signal(name), signal -> action.run());
      return true;
    } catch (IllegalArgumentException e) {
      return false; // the default then applies
    }
  }
}
