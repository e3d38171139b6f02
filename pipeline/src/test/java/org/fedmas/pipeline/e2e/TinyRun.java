package org.fedmas.pipeline.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.pipeline.e2e.Launcher.Started;

/**
 * A small run of 120 generated pictures and 2 rounds in one folder: {@code tiny.yaml} and {@code
 * artifacts/}.
 */
record TinyRun(Path folder, String name) {

  static final String CONFIG =
      """
      seed: 0
      fold: 1
      rounds: 2
      dataset:
        kind: sample
        images: 120
      image:
        size: 32
      model:
        backbone: resnet8
        weights: seeded
      auxiliary:
        network: imagenet-resnet18
        weights: seeded
      features:
        views: 1
      training:
        batch-size: 16
        learning-rate: 1e-3
      """;

  static TinyRun in(Path folder) throws IOException {
    return in(folder, CONFIG);
  }

  static TinyRun in(Path folder, String config) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("tiny.yaml"), config);
    return new TinyRun(folder, "tiny");
  }

  /** Returns this run with a copy of its artifacts. */
  TinyRun copy(Path target) throws IOException {
    TinyRun copy = in(target);
    artifacts().copyTo(target.resolve("artifacts"));
    return copy;
  }

  /** Returns another run over the same artifacts. */
  TinyRun named(String other) {
    return new TinyRun(folder, other);
  }

  Artifacts artifacts() {
    return new Artifacts(folder.resolve("artifacts"));
  }

  /** Returns a file of the run's results. */
  Path result(String name) {
    return folder.resolve("artifacts/runs").resolve(this.name).resolve(name);
  }

  Outcome run(String... more) throws Exception {
    return command("run", more);
  }

  /** Returns a command on this run. */
  Outcome command(String command, String... more) throws Exception {
    return Launcher.in(folder).run(arguments(command, more));
  }

  Outcome verify(String... more) throws Exception {
    return store("verify", more);
  }

  /** Returns a command on the whole store. */
  Outcome store(String command, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(List.of(more));
    arguments.addAll(List.of("--artifacts", "artifacts"));
    return Launcher.in(folder).run(arguments.toArray(String[]::new));
  }

  Started startGroup(String... more) throws Exception {
    return Launcher.in(folder).startGroup(arguments("run", more));
  }

  Started start(String... more) throws Exception {
    return Launcher.in(folder).start(arguments("run", more));
  }

  Status status(String... more) throws Exception {
    List<String> options = new ArrayList<>(List.of("--format", "json"));
    options.addAll(List.of(more));
    return Status.parse(command("status", options.toArray(String[]::new)).exits(0).out());
  }

  private String[] arguments(String command, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(command, "--config", "tiny.yaml", "--artifacts", "artifacts", "--run", name));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }
}
