package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.pipeline.e2e.ReferenceRun.Done;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the auxiliary networks that clients use in each round. */
@Tag("e2e")
@ExtendWith(ReferenceRun.class)
class AuxiliaryNetworkRunTest {

  @TempDir Path folder;

  /** Checks the default; the next test shows the behaviour of the published code. */
  @Test
  void byDefaultAllClientsShareOneNetwork(Done reference) throws Exception {
    List<String> digests = digests(reference.run());
    assertThat(digests).hasSizeGreaterThan(2);
    assertThat(digests.stream().distinct()).hasSize(1).allMatch(d -> d.startsWith("sha256:"));
  }

  @Test
  void publishedFormDrawsFreshViewsAndAdaptsEachClientsNetwork() throws Exception {
    TinyRun run =
        TinyRun.in(
            folder,
            TinyRun.CONFIG
                    .replace("views: 1", "views: online")
                    .replace(
                        "weights: seeded\nfeatures",
                        "weights: seeded\n  statistics: client-adapted\nfeatures")
                    .replace("batch-size: 16", "batch-size: 4\n  drop-last: true")
                + "prior: {view: drawn, coverage: full-batches}\n"
                + "augmentation: {at: full-size}\n");
    Outcome outcome = run.run().exits(0);
    assertThat(outcome.lastLine()).startsWith("done: ");
    List<String> first = digests(run, 1);
    assertThat(first).hasSizeGreaterThan(2).doesNotHaveDuplicates();
    assertThat(digests(run, 2)).isEqualTo(first);
    assertThat(Files.list(run.folder().resolve("artifacts/original-shards"))).isNotEmpty();
    // this configuration reads no stored features
    assertThat(run.folder().resolve("artifacts/feature-tables")).doesNotExist();
    assertThat(run.run().exits(0).lastLine()).startsWith("done: 0 units run");
  }

  @Test
  void theProbeNeedsFeaturesOnlyAndReachesTheReport() throws Exception {
    TinyRun run = TinyRun.in(folder);
    run.run("--until", "features").exits(0);
    Outcome probe = probe(run, "--format", "json").exits(0);
    JsonNode found = new ObjectMapper().readTree(probe.out());
    assertThat(found.get("network").asText()).isEqualTo("imagenet-resnet18");
    assertThat(found.get("linear")).hasSize(5);
    assertThat(found.get("spread").get("values")).hasSize(found.get("clients").size());
    assertThat(run.result("probe.json")).content().isEqualToIgnoringNewLines(probe.out());
    assertThat(found.get("prior").isNull()).isTrue();
    run.run().exits(0);
    assertThat(run.result("report.html")).content().contains("\"mean_spearman\"");
    assertThat(probe(run).exits(0).out()).contains("class prior of round 1, per client");
  }

  private Outcome probe(TinyRun run, String... more) throws Exception {
    List<String> words = new ArrayList<>(List.of("features", "probe", "--config", "tiny.yaml"));
    words.addAll(List.of("--artifacts", "artifacts", "--run", run.name()));
    words.addAll(List.of(more));
    return Launcher.in(folder).run(words.toArray(String[]::new));
  }

  private static List<String> digests(TinyRun run) throws IOException {
    List<String> all = new ArrayList<>(digests(run, 1));
    all.addAll(digests(run, 2));
    return all;
  }

  /** Returns each participant's auxiliary network in aggregation.json. */
  private static List<String> digests(TinyRun run, int round) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    JsonNode units = mapper.readTree(Files.readAllBytes(run.result("run.json"))).get("units");
    List<String> digests = new ArrayList<>();
    for (JsonNode unit : units) {
      if (unit.get("unit").asText().equals("aggregation/round-" + round)) {
        Path artifact = run.folder().resolve("artifacts").resolve(unit.get("artifact").asText());
        mapper
            .readTree(Files.readAllBytes(artifact.resolve("aggregation.json")))
            .get("clients")
            .forEach(client -> digests.add(client.get("auxiliary").asText()));
      }
    }
    return digests;
  }
}
