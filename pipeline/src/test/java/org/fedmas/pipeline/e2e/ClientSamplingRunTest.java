package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of clients that are not drawn in a round, with all terms. */
@Tag("e2e")
class ClientSamplingRunTest {

  private static final String[] KEYS = {
    "--rounds", "4",
    "--set", "clients.fraction=0.5",
    "--set", "training.terms=[proximal, model-contrast, alignment]",
    "--set", "training.loss=ldam",
    "--set", "alignment.heads=global"
  };

  @TempDir Path folder;

  @Test
  void undrawnClientsHaveNoWeightAndResumeFromTheirLastUpdate() throws Exception {
    TinyRun run = TinyRun.in(folder);

    long peak = peak(run.command("plan", KEYS).exits(0).out());
    run.run(KEYS).exits(0);

    JsonNode metrics = new ObjectMapper().readTree(Files.readAllBytes(run.result("metrics.json")));
    MetricsForm.check(metrics, 4);
    Map<Integer, JsonNode> last = new HashMap<>();
    int continued = 0;
    for (JsonNode round : metrics.get("rounds")) {
      assertThat(round.get("clients")).hasSize(3);
      double[] expected = new double[6];
      for (JsonNode client : round.get("clients")) {
        int number = client.get("client").intValue();
        expected[number] = round.get("weights").get(number).doubleValue();
        JsonNode manifest = update(run, round.get("round").intValue(), number);
        JsonNode previous = manifest.at("/recipe/inputs/previous-update");
        JsonNode before = last.put(number, manifest);
        assertThat(previous.isMissingNode()).isEqualTo(before == null);
        if (before != null) {
          assertThat(previous.get(0)).isEqualTo(before.get("content"));
          continued++;
        }
      }
      for (int client = 0; client < expected.length; client++) {
        assertThat(round.get("weights").get(client).doubleValue()).isEqualTo(expected[client]);
      }
    }
    // 12 updates of 6 clients: at least one client was drawn twice
    assertThat(continued).isPositive();
    // two of a client's updates stay, and that of the best round
    assertThat(bytes(run.folder().resolve("artifacts"))).isBetween(peak / 3, peak);
    assertThat(run.run(KEYS).exits(0).out()).contains("done: 0 units run");
  }

  /** Returns the bytes that a plan names as the peak of the run. */
  private static long peak(String plan) {
    Matcher disk = Pattern.compile("disk: (\\d+) MB at the peak").matcher(plan);
    assertThat(disk.find()).as(plan).isTrue();
    return Long.parseLong(disk.group(1)) * 1_000_000;
  }

  private static long bytes(Path folder) throws Exception {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static JsonNode update(TinyRun run, int round, int client) throws Exception {
    String unit = "training/round-" + round + "/client-" + client;
    try (var manifests = Files.walk(run.folder().resolve("artifacts/client-updates"), 2)) {
      for (Path file : manifests.filter(p -> p.endsWith("manifest.json")).toList()) {
        JsonNode manifest = new ObjectMapper().readTree(Files.readAllBytes(file));
        if (manifest.at("/recipe/unit").asText().equals(unit)) {
          return manifest;
        }
      }
    }
    throw new AssertionError("no update " + unit);
  }
}
