package org.fedmas.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.fedmas.pipeline.run.control.RunControl;
import org.fedmas.results.record.RunFolder;
import org.fedmas.testkit.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sun.misc.Signal;
import sun.misc.SignalHandler;

class StopSignalsTest {

  private static final Signal INTERRUPT = new Signal("INT");

  @TempDir Path folder;
  private final List<Integer> ends = new CopyOnWriteArrayList<>();
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private final StopSignals signals = new StopSignals(ends::add);
  private SignalHandler before;

  @BeforeEach
  void rememberTheHandler() {
    before = Signal.handle(INTERRUPT, SignalHandler.SIG_DFL);
    assumeFalse(
        SignalHandler.SIG_IGN.equals(before), "the shell ignores SIGINT for background jobs");
  }

  @AfterEach
  void restoreTheHandler() {
    Signal.handle(INTERRUPT, before);
  }

  @Test
  void theFirstSignalAsksTheRunToStop() throws Exception {
    try (RunControl control = control()) {
      signals.install(control, notices::add, new PrintStream(OutputStream.nullOutputStream()), "x");
      Signal.raise(INTERRUPT);
      Eventually.await("the first signal", () -> !notices.isEmpty());
      assertThat(control.stopRequested()).isTrue();
      assertThat(ends).isEmpty();
    }
  }

  @Test
  void theSecondSignalPrintsTheLastLineAndEnds() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (RunControl control = control()) {
      signals.install(control, notices::add, new PrintStream(out, true), "stopped: resume with x");
      Signal.raise(INTERRUPT);
      Eventually.await("the first signal", () -> !notices.isEmpty());
      Signal.raise(INTERRUPT);
      Eventually.await("the end", () -> !ends.isEmpty());
    }
    assertThat(ends).containsExactly(130);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines("stopped: resume with x");
  }

  @Test
  void theSecondSignalEndsWhereNothingReadsTheOutput() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    OutputStream stuck =
        new OutputStream() {
          @Override
          public void write(int b) {
            try {
              never.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    try (RunControl control = control()) {
      signals.install(control, notices::add, new PrintStream(stuck, true), "stopped");
      Signal.raise(INTERRUPT);
      Eventually.await("the first signal", () -> !notices.isEmpty());
      Signal.raise(INTERRUPT);
      Eventually.await("the end", () -> !ends.isEmpty());
    } finally {
      never.countDown();
    }
    assertThat(ends).containsExactly(130);
  }

  private RunControl control() throws Exception {
    return RunControl.of(new RunFolder("a", folder, folder)).open(Duration.ofSeconds(10));
  }
}
