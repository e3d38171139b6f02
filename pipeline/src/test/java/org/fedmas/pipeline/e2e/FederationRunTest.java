package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.tables.model.ClientEntries;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.prediction.GroupedPrediction;
import org.fedmas.tables.prediction.GroupedPredictionTable;
import org.fedmas.tables.prediction.PredictionRow;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests of clients that train alone, and of their images in one pool. */
@ExtendWith(ReferenceRun.class)
class FederationRunTest {

  private static final String[] LOCAL = {"--set", "federation=local", "--set", "training.terms=[]"};
  private static final String[] POOLED = {
    "--set", "federation=pooled", "--set", "training.terms=[]"
  };

  @TempDir Path folder;

  @Test
  @Tag("e2e")
  void eachModelIsScoredOnTheTestImagesOfEachClient(ReferenceRun.Done done) throws Exception {
    TinyRun run = done.run().copy(folder.resolve("copy")).named("local");

    Outcome outcome = run.run(LOCAL).exits(0);

    JsonNode metrics = metrics(run);
    assertThat(metrics.get("federation").textValue()).isEqualTo("local");
    assertThat(metrics.get("selected").isNull()).isTrue();
    assertThat(metrics.get("final").isNull()).isTrue();
    JsonNode own = metrics.at("/personal/clients");
    int models = 0;
    for (int k = 0; k < own.size(); k++) {
      JsonNode row = metrics.get("matrix").get(k);
      assertThat(row).hasSize(own.size());
      assertThat(row.get(k)).isEqualTo(own.get(k).get("balanced_accuracy"));
      assertThat(metrics.get("union").get(k).isNull()).isEqualTo(own.get(k).get("round").isNull());
      models += own.get(k).get("round").isNull() ? 0 : 1;
    }
    assertThat(models).isGreaterThan(1);
    assertThat(outcome.out()).contains("mean balanced accuracy", "Clinic A");
    List<PredictionRow> rows =
        GroupedPredictionTable.read(run.result("predictions.parquet")).stream()
            .map(GroupedPrediction::prediction)
            .toList();
    assertThat(rows).isNotEmpty().allMatch(row -> row.model().equals(PredictionRow.LOCAL));
    assertThat(run.status(LOCAL).contents().keySet()).noneMatch(unit -> unit.contains("aggreg"));
    run.verify().exits(0);
    assertThat(run.run(LOCAL).exits(0).out()).contains("done: 0 units run");
  }

  @Test
  @Tag("soak")
  void everyOwnModelIsExported(ReferenceRun.Done done) throws Exception {
    TinyRun run = done.run().copy(folder.resolve("copy")).named("local");
    run.run(LOCAL).exits(0);
    String[] all = {"export", "--artifacts", "artifacts", "--run", "local", "--round", "best"};
    Launcher launcher = Launcher.in(run.folder());

    launcher.run(and(all, "--to", "m.pth")).exits(0);
    launcher.run(and(all, "--to", "one.safetensors", "--client", "1")).exits(0);

    assertThat(run.folder().resolve("m-client-0.pth")).isNotEmptyFile();
    assertThat(run.folder().resolve("one.safetensors")).isNotEmptyFile();
    launcher.run(and(all, "--to", "m.pth")).exits(2).says("m-client-0.pth: exists already");
    launcher.run(and(all, "--to", "x.pth", "--client", "5")).exits(3).says("--client 5");
  }

  @Test
  @Tag("soak")
  void thePoolsModelIsScoredOnEachClient(ReferenceRun.Done done) throws Exception {
    TinyRun run = done.run().copy(folder.resolve("copy")).named("pooled");

    run.run(POOLED).exits(0);

    JsonNode metrics = metrics(run);
    assertThat(metrics.get("federation").textValue()).isEqualTo("pooled");
    assertThat(metrics.at("/rounds/0/weights/0").doubleValue()).isEqualTo(1, within(0.0));
    assertThat(metrics.at("/rounds/0/clients")).hasSize(1);
    assertThat(metrics.at("/selected/per_client")).hasSize(6);
  }

  /** Tests the law: one client alone computes the bytes of a pool of one client. */
  @Test
  @Tag("soak")
  void oneClientAloneComputesTheBytesOfAPoolOfOne() throws Exception {
    TinyRun alone = TinyRun.in(folder).named("alone");
    TinyRun pool = alone.named("pool");
    String[] one = {"--set", "partition.kind=iid", "--set", "partition.clients=1"};

    alone.run(and(LOCAL, one)).exits(0);
    pool.run(and(POOLED, one)).exits(0);

    for (int round = 1; round <= 2; round++) {
      String unit = "training/round-" + round + "/client-0";
      assertThat(alone.status(and(LOCAL, one)).unit(unit).content())
          .isEqualTo(pool.status(and(POOLED, one)).unit(unit).content());
    }
  }

  /** Tests the law: FedBN with one client is local training. */
  @Test
  @Tag("soak")
  void oneClientWithItsOwnNormalisationTrainsAsAlone() throws Exception {
    TinyRun alone = TinyRun.in(folder).named("alone");
    TinyRun personal = alone.named("fedbn");
    String[] one = {"--set", "partition.kind=iid", "--set", "partition.clients=1"};
    String[] fedbn = {
      "--set",
      "aggregation.normalisation=local",
      "--set",
      "aggregation.rule=avg",
      "--set",
      "training.terms=[]"
    };

    alone.run(and(LOCAL, one)).exits(0);
    personal.run(and(fedbn, one)).exits(0);

    for (int round = 1; round <= 2; round++) {
      assertThat(trained(personal, and(fedbn, one), round))
          .isEqualTo(trained(alone, and(LOCAL, one), round));
    }
  }

  /** Returns the client's model after a round's local work. */
  private static ModelState trained(TinyRun run, String[] options, int round) throws Exception {
    Status.Row unit = run.status(options).unit("training/round-" + round + "/client-0");
    String name = unit.fingerprint().replace("sha256:", "");
    return ClientEntries.model(run.artifacts().folder().resolve("client-updates").resolve(name));
  }

  private static String[] and(String[] some, String... more) {
    return java.util.stream.Stream.of(some, more)
        .flatMap(java.util.Arrays::stream)
        .toArray(String[]::new);
  }

  private static JsonNode metrics(TinyRun run) throws Exception {
    return new ObjectMapper().readTree(Files.readAllBytes(run.result("metrics.json")));
  }
}
