package org.fedmas.pipeline.cli;

import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.pipeline.run.control.RunControl;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;

/**
 * Handlers that turn SIGINT and SIGTERM into a stop request; a second signal ends the process at
 * once.
 */
final class StopSignals {

  private static final Map<String, ExitCode> CODES =
      Map.of("INT", ExitCode.INTERRUPTED, "TERM", ExitCode.TERMINATED);

  private final AtomicReference<@Nullable ExitCode> exitCode = new AtomicReference<>();

  /**
   * Ends the process at the first signal, after this last line. Applies until the run begins, while
   * raw images are hashed or another process holds the lock.
   */
  void installEarly(PrintStream out, String last) {
    CODES.forEach(
        (signal, code) ->
            handle(
                signal,
                () -> {
                  out.println(last);
                  out.flush();
                  Runtime.getRuntime().halt(code.code());
                }));
  }

  /** Stops the run on later signals, which are reported as lines. */
  void install(RunControl control, Consumer<String> out) {
    CODES.forEach(
        (signal, code) -> {
          boolean handled =
              handle(
                  signal,
                  () -> {
                    if (!exitCode.compareAndSet(null, code)) {
                      Runtime.getRuntime().halt(code.code());
                    }
                    out.accept("stopping after the current batch (again to stop at once) …");
                    control.requestStop();
                  });
          if (!handled) {
            out.accept("note: " + signal + " ends the run without waiting for the current batch");
          }
        });
  }

  /** Returns the exit code of the first signal; empty before any. */
  Optional<ExitCode> exitCode() {
    return Optional.ofNullable(exitCode.get());
  }

  /** Installs a handler; returns false if the platform does not allow one for the signal. */
  private static boolean handle(String name, Runnable action) {
    try {
      Signal.handle(new Signal(name), signal -> action.run());
      return true;
    } catch (IllegalArgumentException e) {
      return false; // the default handler then applies
    }
  }
}
