package org.fedmas.pipeline.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.fedmas.contract.Waiting;
import org.fedmas.testkit.Eventually;

/** A launcher script, of the checkout or another one, that runs in a folder. */
record Launcher(Path script, Path folder, Map<String, String> environment) {

  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** Returns the checkout's launcher for the given folder. */
  static Launcher in(Path folder) {
    return new Launcher(root().resolve("pipeline/fedmas"), folder, Map.of());
  }

  /** Returns the checkout's folder. */
  static Path root() {
    return Path.of(System.getProperty("fedmas.root", ".")).toAbsolutePath().normalize();
  }

  /** Runs a command to its end, at most three minutes. */
  Outcome run(String... arguments) throws Exception {
    return run(LIMIT, arguments);
  }

  Outcome run(Duration limit, String... arguments) throws Exception {
    return start(arguments).end(limit);
  }

  Started start(String... arguments) throws IOException {
    return start(List.of(script.toString()), arguments);
  }

  /** Starts a command as the leader of a new process group. */
  Started startGroup(String... arguments) throws IOException {
    return start(List.of("setsid", script.toString()), arguments);
  }

  private Started start(List<String> program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of(arguments));
    // files instead of pipes, which would have to be drained
    Path out = Files.createTempFile(folder, "out-", ".txt");
    Path err = Files.createTempFile(folder, "err-", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    return new Started(builder.start(), out, err);
  }

  /** A running process. The script replaces itself by Java, so signals reach Java. */
  record Started(Process process, Path out, Path err) {

    Outcome end(Duration limit) throws Exception {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError(
            "still running after " + limit + "\n" + Files.readString(out) + Files.readString(err));
      }
      return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** Kills all processes of the group. */
    void killGroup() throws Exception {
      new ProcessBuilder("kill", "-KILL", "--", "-" + process.pid()).start().waitFor();
    }

    void signal(String name) throws Exception {
      int code =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
      if (code != 0) {
        throw new AssertionError("kill -" + name + " of a process that has ended");
      }
    }

    /** Waits until the given number of units is committed. */
    void awaitUnits(Artifacts artifacts, int units) throws Exception {
      await(() -> artifacts.units() >= units);
    }

    /** Waits for a condition and fails at once if the process ends before. */
    <E extends Exception> void await(Waiting.Condition<E> condition) throws Exception {
      Eventually.await(
          "an event of a run",
          () -> {
            if (condition.holds()) {
              return true;
            }
            if (!process.isAlive()) {
              throw new AssertionError("ended early: " + Files.readString(err));
            }
            return false;
          });
    }

    /** Stops the process (SIGSTOP) while it computes a unit. */
    void freezeInUnit(Artifacts artifacts) throws Exception {
      while (true) {
        signal("STOP");
        Waiting.pause(Duration.ofMillis(20)); // until all of its threads have stopped
        if (!artifacts.inProgress().isEmpty()) {
          return;
        }
        signal("CONT");
        Waiting.pause(Duration.ofMillis(20));
      }
    }

    /** Waits until the regular expression matches the standard error. */
    void awaitError(String expression) throws Exception {
      Pattern wanted = Pattern.compile(expression);
      await(() -> wanted.matcher(Files.readString(err)).find());
    }
  }
}
