package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that every configuration for ISIC 2019 runs from images to scores. The images are few and
 * small, and the clients hard: one has a single class, one a single image, and five classes are
 * absent.
 */
class EveryConfigurationTest {

  /** What makes a configuration small, whatever it says. */
  private static final String[] SMALL = {
    "dataset.kind=manifest",
    "dataset.file=hard.csv",
    "dataset.classes=[nevus, melanoma, wart, absent, b, c, d, e]",
    "image.size=32",
    "model.backbone=resnet8",
    "model.weights=seeded",
    "training.batch-size=8",
    "rounds=1",
  };

  /** The same for configurations with an auxiliary network. */
  private static final String[] SMALL_AUXILIARY = {
    "auxiliary.network=imagenet-resnet18", "auxiliary.weights=seeded", "features.views=1"
  };

  @TempDir Path folder;

  @TestFactory
  @Tag("e2e")
  Stream<DynamicTest> methodsRunOnHardClients() throws Exception {
    HardClients.write(folder.resolve("data"));
    Path isic = Launcher.root().resolve("configs/isic");
    Path table = smallTable(isic);
    Outcome all =
        Launcher.in(folder)
            .run(
                Duration.ofMinutes(10),
                "experiments",
                table.toString(),
                "--artifacts",
                "artifacts",
                "--data",
                "data");
    all.exits(0);
    // the clients and test images of this configuration are its own, so no table has it
    Outcome alone = run(isic.resolve("fediic.yaml")).call();
    List<Path> runs;
    try (Stream<Path> folders = Files.list(folder.resolve("artifacts/runs/isic"))) {
      runs = new ArrayList<>(folders.sorted().toList());
    }
    assertThat(runs).hasSizeGreaterThan(30);
    alone.exits(0);
    runs.add(folder.resolve("artifacts/runs/isic-fediic"));
    return runs.stream()
        .map(run -> dynamicTest(run.getFileName().toString(), () -> checkScores(run)));
  }

  /** Writes the table of all methods with few, small images, one fold and one seed. */
  private Path smallTable(Path isic) throws IOException {
    Path configs = Files.createDirectories(folder.resolve("configs"));
    Files.copy(isic.resolve("fedavg-bsm.yaml"), configs.resolve("fedavg-bsm.yaml"));
    List<String> small = new ArrayList<>(List.of("split.kind=official"));
    small.addAll(List.of(SMALL));
    small.addAll(List.of(SMALL_AUXILIARY));
    String set =
        small.stream()
            .map(key -> "  " + key.replaceFirst("=", ": ") + "\n")
            .collect(Collectors.joining());
    String text =
        Files.readString(isic.resolve("experiments.yaml"))
            .replace("  split.kind: lesion\n", set)
            .replaceAll("(?m)^folds: .*$", "folds: [1]")
            .replaceAll("(?m)^seeds: .*$", "seeds: [0]");
    return Files.writeString(configs.resolve("experiments.yaml"), text);
  }

  @TestFactory
  @Tag("soak")
  Stream<DynamicTest> protocolsRunOnHardClients() throws Exception {
    return runs("configs/isic/published", "configs/isic/flamby");
  }

  private Stream<DynamicTest> runs(String... folders) throws Exception {
    HardClients.write(folder.resolve("data"));
    List<Path> all = new ArrayList<>();
    for (String folder : folders) {
      try (Stream<Path> files = Files.list(Launcher.root().resolve(folder))) {
        all.addAll(
            files
                .filter(file -> file.toString().endsWith(".yaml"))
                .filter(file -> !name(file).contains("experiments"))
                .sorted()
                .toList());
      }
    }
    assertThat(all).isNotEmpty();
    List<Callable<Outcome>> waiting = all.stream().map(this::run).toList();
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      List<Future<Outcome>> ended = two.invokeAll(waiting);
      return IntStream.range(0, all.size())
          .mapToObj(i -> dynamicTest(name(all.get(i)), () -> check(all.get(i), ended.get(i))));
    } finally {
      two.shutdown();
    }
  }

  private Callable<Outcome> run(Path file) {
    return () -> Launcher.in(folder).run(arguments(file));
  }

  private static String[] arguments(Path file) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("run", "--config", file.toString()));
    arguments.addAll(List.of("--run", name(file), "--artifacts", "artifacts", "--data", "data"));
    for (String key : SMALL) {
      arguments.addAll(List.of("--set", key));
    }
    String text = Files.readString(file);
    if (text.contains("\nauxiliary:")) {
      for (String key : SMALL_AUXILIARY) {
        arguments.addAll(List.of("--set", key));
      }
    }
    if (text.contains("\n  crop:")) {
      arguments.addAll(List.of("--set", "image.size=36", "--set", "image.crop=32"));
    }
    return arguments.toArray(String[]::new);
  }

  private void check(Path file, Future<Outcome> outcome) throws Exception {
    outcome.get().exits(0);
    checkScores(folder.resolve("artifacts/runs").resolve(name(file)));
  }

  private static void checkScores(Path run) throws IOException {
    JsonNode metrics = metrics(run.resolve("metrics.json"));
    JsonNode score =
        metrics.at(
            metrics.path("federation").asText().equals("local")
                ? "/personal/mean_balanced_accuracy"
                : "/selected/test/balanced_accuracy");
    assertThat(score.isNumber()).as("%s", score).isTrue();
    assertThat(score.doubleValue()).isBetween(0.0, 1.0);
  }

  private static JsonNode metrics(Path file) throws IOException {
    return new ObjectMapper().readTree(Files.readAllBytes(file));
  }

  private static String name(Path file) {
    Path folder = file.getParent().getFileName();
    return folder + "-" + file.getFileName().toString().replace(".yaml", "");
  }
}
