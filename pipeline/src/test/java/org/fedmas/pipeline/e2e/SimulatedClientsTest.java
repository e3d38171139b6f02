package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of twenty simulated clients over the pixels of six. */
@Tag("e2e")
class SimulatedClientsTest {

  private static final String CONFIG =
      TinyRun.CONFIG
          + """
          partition:
            kind: dirichlet
            alpha: 0.5
            clients: 20
          """;

  @TempDir Path folder;

  @Test
  void anotherAlphaReusesPreparedPixels() throws Exception {
    TinyRun run = TinyRun.in(folder, CONFIG);
    assertThat(run.command("plan").exits(0).out().lines())
        .contains("missing  training/round-2/client-19  (the partition has not been computed yet)");
    run.run("--client", "20").exits(2).says("--client 20: the run has clients 0 to 19");
    run.run("--until", "partition").exits(0);
    // selects one of the twenty; the shards of the data set's six clients serve all
    String one =
        run.status().rows().stream()
            .map(Status.Row::unit)
            .filter(unit -> unit.matches("training/round-1/client-([6-9]|1\\d)"))
            .map(unit -> unit.substring(unit.lastIndexOf('-') + 1))
            .findFirst()
            .orElseThrow();
    run.run("--client", one, "--round", "0..1", "--until", "training").exits(0);
    assertThat(run.status().rows())
        .filteredOn(row -> row.state().equals("present"))
        .extracting(Status.Row::unit)
        .contains("preprocess/client-5/part-000", "features/client-5/part-000")
        .filteredOn(unit -> unit.matches("(prior|training|evaluation)/round-[1-9].*"))
        .containsExactlyInAnyOrder("prior/round-1/client-" + one, "training/round-1/client-" + one);

    run.run().exits(0);
    JsonNode metrics = metrics(run);
    MetricsForm.check(metrics, 2);
    assertThat(metrics.get("clients")).hasSize(20);
    assertThat(images(metrics)).isEqualTo(120);
    assertThat(metrics.at("/clients/7/name").textValue()).isEqualTo("client-07");
    for (JsonNode client : metrics.get("clients")) {
      int number = client.get("client").intValue();
      boolean trains = client.at("/images/train").intValue() >= 2;
      assertThat(metrics.at("/rounds/1/weights/" + number).doubleValue() > 0).isEqualTo(trains);
      assertThat(metrics.at("/selected/per_client/" + number).isNull())
          .isEqualTo(client.at("/images/test").intValue() == 0);
    }
    run.run().did(0, units(run));

    String change = "partition.alpha=0.1";
    List<String> plan = run.command("plan", "--set", change).exits(0).out().lines().toList();
    assertThat(plan)
        .contains("stale    partition  (config.partition.alpha: 0.5 → 0.1)")
        .filteredOn(line -> line.matches(".* (preprocess|features)/.*"))
        .hasSizeGreaterThan(12)
        .allMatch(line -> line.startsWith("present"));
    Status before = run.status();
    run.run("--set", change).exits(0);
    Status after = run.status("--set", change);
    assertThat(after.contents().get("features/client-0/part-000"))
        .isEqualTo(before.contents().get("features/client-0/part-000"));
    assertThat(after.contents().get("partition")).isNotEqualTo(before.contents().get("partition"));
    assertThat(images(metrics(run))).isEqualTo(120);
    assertThat(run.verify().exits(0).out()).contains("0 problems");
  }

  private static int units(TinyRun run) throws Exception {
    return run.status().rows().size();
  }

  private static JsonNode metrics(TinyRun run) throws Exception {
    return new ObjectMapper().readTree(Files.readAllBytes(run.result("metrics.json")));
  }

  private static int images(JsonNode metrics) {
    int images = 0;
    for (JsonNode client : metrics.get("clients")) {
      for (JsonNode part : client.get("images")) {
        images += part.intValue();
      }
    }
    return images;
  }
}
