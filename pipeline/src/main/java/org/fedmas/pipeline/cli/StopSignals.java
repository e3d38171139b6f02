package org.fedmas.pipeline.cli;

import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
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

  private static final long LAST_LINE_MILLIS = 500;

  private final AtomicReference<@Nullable ExitCode> exitCode = new AtomicReference<>();
  private final IntConsumer halt;

  StopSignals() {
    this(Runtime.getRuntime()::halt);
  }

  /**
   * Creates handlers with another end.
   *
   * @param halt ends the process at once with an exit code
   */
  StopSignals(IntConsumer halt) {
    this.halt = halt;
  }

  /**
   * Ends the process at the first signal, after this last line. Applies until the run begins, while
   * raw images are hashed or another process holds the lock.
   */
  void installEarly(PrintStream out, String last) {
    CODES.forEach((signal, code) -> handle(signal, () -> end(code, out, last)));
  }

  /** Ends the process at once, even where nothing reads its output any more. */
  private void end(ExitCode code, PrintStream out, String last) {
    Thread printing =
        new Thread(
            () -> {
              out.println(last);
              out.flush();
            },
            "last line");
    printing.setDaemon(true);
    printing.start();
    try {
      printing.join(LAST_LINE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    halt.accept(code.code());
  }

  /**
   * Stops the run on the first of later signals, and ends the process on the second.
   *
   * @param notice writes a line for the user
   * @param last the last line printed to {@code out} where the process ends at once
   */
  void install(RunControl control, Consumer<String> notice, PrintStream out, String last) {
    for (Map.Entry<String, ExitCode> signal : CODES.entrySet()) {
      ExitCode code = signal.getValue();
      boolean handled =
          handle(
              signal.getKey(),
              () -> {
                if (!exitCode.compareAndSet(null, code)) {
                  end(code, out, last);
                  return;
                }
                control.requestStop();
                notice.accept("stopping after the current batch (again to stop at once) …");
              });
      if (!handled) {
        notice.accept(
            "note: " + signal.getKey() + " ends the run without waiting for the current batch");
      }
    }
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
