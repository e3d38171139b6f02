package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        all.addAll(files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList());
      }
    }
    assertThat(all).isNotEmpty();
    return all.stream().map(file -> DynamicTest.dynamicTest(name(file), () -> runs(file)));
  }

  private void runs(Path file) throws Exception {
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
    Launcher.in(folder).run(arguments.toArray(String[]::new)).exits(0);
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
