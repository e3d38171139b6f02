package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    return runs("configs/isic");
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
    Path metrics = folder.resolve("artifacts/runs").resolve(name(file)).resolve("metrics.json");
    JsonNode test = metrics(metrics).at("/selected/test");
    assertThat(test.at("/balanced_accuracy").doubleValue()).as("%s", test).isBetween(0.0, 1.0);
  }

  private static JsonNode metrics(Path file) throws IOException {
    return new ObjectMapper().readTree(Files.readAllBytes(file));
  }

  private static String name(Path file) {
    Path folder = file.getParent().getFileName();
    return folder + "-" + file.getFileName().toString().replace(".yaml", "");
  }
}
