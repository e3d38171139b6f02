package org.fedmas.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.contract.error.InterruptedRunException;
import org.fedmas.contract.error.LockedException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.contract.error.StageFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class ErrorBoundaryTest {

  @Command(name = "test")
  private record Failing(Throwable error) implements Callable<ExitCode> {
    @Override
    public ExitCode call() throws Exception {
      if (error instanceof Error serious) {
        throw serious;
      }
      throw (Exception) error;
    }
  }

  static Stream<Arguments> errors() {
    return Stream.of(
        Arguments.of(1, new IllegalStateException("x")),
        Arguments.of(2, new ConfigException("x")),
        Arguments.of(2, new InvalidPathException("a\0", "Nul character not allowed")),
        Arguments.of(3, new MissingInputException("x")),
        Arguments.of(4, new CorruptArtifactException("x")),
        Arguments.of(5, new StageFailedException("x")),
        Arguments.of(6, new LockedException("x")),
        Arguments.of(130, new InterruptedRunException("x")),
        Arguments.of(5, new OutOfMemoryError("Java heap space")),
        Arguments.of(5, new UnsatisfiedLinkError("/t/x.so: failed to map segment")),
        Arguments.of(
            5, new ExceptionInInitializerError("Exception java.lang.UnsatisfiedLinkError: x")),
        Arguments.of(5, new AccessDeniedException("/data")),
        Arguments.of(
            5, new UncheckedIOException(new FileSystemException("/a", null, "File name too long"))),
        Arguments.of(5, new IOException("Connection reset")),
        Arguments.of(5, new NotDirectoryException("/data")));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void everyErrorHasItsExitCode(int code, Throwable error) {
    Said said = run(new Failing(error));
    assertThat(said.code()).isEqualTo(code);
    assertThat(said.error().contains("\tat ")).isEqualTo(code == 1);
  }

  @Test
  void anErrorOfTheSystemSaysWhatToDo() {
    assertThat(run(new Failing(new OutOfMemoryError("Java heap space"))).error())
        .startsWith("error: out of memory (Java heap space); use fewer workers");
    assertThat(run(new Failing(new UnsatisfiedLinkError("/t/x.so: failed\nsecond line"))).error())
        .startsWith("error: /t/x.so: failed: a native library cannot be loaded")
        .contains("FEDMAS_CACHE=DIR");
    assertThat(
            run(new Failing(new FileSystemException("/a/b", null, "File name too long"))).error())
        .startsWith("error: /a/b: File name too long: choose a shorter name with --run");
  }

  @Test
  void knownErrorsPrintOneLine() {
    assertThat(run(new Failing(new LockedException("the message"))).error())
        .isEqualToIgnoringNewLines("error: the message");
  }

  @Test
  void impossiblePathsAreShownEscaped() {
    assertThat(
            run(new Failing(new InvalidPathException("a\0", "Nul character not allowed"))).error())
        .isEqualToIgnoringNewLines(
            "error: \"a\\u0000\": found a path that this system cannot have (Nul character not"
                + " allowed)");
  }

  @Test
  void unexpectedErrorsPrintTheStackTrace() {
    assertThat(run(new Failing(new IllegalStateException("a fault"))).error())
        .contains("IllegalStateException: a fault", "at org.fedmas", "please report");
  }

  @Test
  void unknownOptionsPrintTheUsage() {
    Said said = Said.by("plan", "--fodl", "1");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.error()).contains("--fodl", "Usage: fedmas plan");
  }

  @Test
  void unknownCommandsPrintTheUsage() {
    Said said = Said.by("pln");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.error()).contains("pln", "Usage: fedmas");
  }

  private static Said run(Failing failing) {
    PrintStream standard = System.err;
    ByteArrayOutputStream error = new ByteArrayOutputStream();
    try {
      System.setErr(new PrintStream(error, true, StandardCharsets.UTF_8));
      CommandLine command = new CommandLine(failing);
      ErrorBoundary.install(command);
      return new Said(command.execute(), "", error.toString(StandardCharsets.UTF_8));
    } finally {
      System.setErr(standard);
    }
  }
}
