package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.fedmas.tables.prediction.GroupedPrediction;
import org.fedmas.tables.prediction.GroupedPredictionTable;
import org.fedmas.tables.prediction.ImagePrediction;
import org.fedmas.tables.prediction.ImagePredictionTable;
import org.fedmas.tables.prediction.PredictionRow;
import org.fedmas.tables.prediction.PredictionTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a client's exported model computes what the run computed for this client. */
@Tag("soak")
@ExtendWith(ReferenceRun.class)
class ClientModelsTest {

  private static final String[] FEDROD = {
    "--set", "model.head=generic-personal",
    "--set", "training.terms=[]",
    "--set", "aggregation.rule=avg",
    "--set", "evaluation.personal=true"
  };
  private static final String[] FEDBN = {
    "--set", "aggregation.normalisation=local",
    "--set", "training.terms=[]",
    "--set", "aggregation.rule=avg"
  };
  private static final String[] LOCAL = {"--set", "federation=local", "--set", "training.terms=[]"};

  /** The number of clients that are compared. */
  private static final int SOME = 2;

  @TempDir Path folder;

  @Test
  void aModelWithOwnNormalisationPredictsTheRunsBits(ReferenceRun.Done done) throws Exception {
    ofPredictionsFile(run(done, "fedbn", FEDBN), 0);
  }

  /** Compares up to last bits: the run predicts the images of all clients in the same batches. */
  @Test
  void aModelTrainedAlonePredictsWhatTheRunDid(ReferenceRun.Done done) throws Exception {
    ofPredictionsFile(run(done, "alone", LOCAL), 1e-6f);
  }

  /** Compares with the scored personal model: that of the client's best round. */
  @Test
  void aModelWithAPersonalHeadPredictsTheRunsBits(ReferenceRun.Done done) throws Exception {
    TinyRun run = run(done, "fedrod", FEDROD);
    Status status = run.status(FEDROD);
    JsonNode metrics = new ObjectMapper().readTree(Files.readAllBytes(run.result("metrics.json")));
    int compared = 0;
    for (JsonNode client : metrics.at("/personal/clients")) {
      int number = client.get("client").intValue();
      String unit = "evaluation/client-" + number + "/test-personal";
      if (client.get("round").isNull() || compared == SOME) {
        continue;
      }
      List<PredictionRow> rows =
          PredictionTable.read(
              run.artifacts()
                  .artifact(status.unit(unit).fingerprint())
                  .resolve(PredictionTable.FILE));
      if (!rows.isEmpty()) {
        Path model = exported(run, client.get("round").asText(), number);
        requireEqual(run, rows, 0, model.toString());
        compared++;
      }
    }
    assertThat(compared).isEqualTo(SOME);
  }

  private TinyRun run(ReferenceRun.Done done, String name, String... set) throws Exception {
    TinyRun run = done.run().copy(folder.resolve("copy")).named(name);
    run.run(set).exits(0);
    return run;
  }

  /** Compares the exports of some clients, and a model in the store, with the run's own file. */
  private void ofPredictionsFile(TinyRun run, float tolerance) throws Exception {
    Map<Integer, List<PredictionRow>> byClient =
        GroupedPredictionTable.read(run.result(PredictionTable.FILE)).stream()
            .map(GroupedPrediction::prediction)
            .collect(
                Collectors.groupingBy(PredictionRow::client, TreeMap::new, Collectors.toList()));
    assertThat(byClient).hasSizeGreaterThanOrEqualTo(SOME);
    for (int client : byClient.keySet().stream().limit(SOME).toList()) {
      Path model = exported(run, "best", client);
      requireEqual(run, byClient.get(client), tolerance, model.toString());
    }
    int first = byClient.keySet().iterator().next();
    requireEqual(
        run,
        byClient.get(first),
        tolerance,
        run.name(),
        "--artifacts",
        "artifacts",
        "--client",
        "" + first);
  }

  private static Path exported(TinyRun run, String round, int client) throws Exception {
    Path file = run.folder().resolve("client-" + client + ".safetensors");
    Launcher.in(run.folder())
        .run(
            "export",
            "--artifacts",
            "artifacts",
            "--run",
            run.name(),
            "--round",
            round,
            "--client",
            Integer.toString(client),
            "--to",
            file.toString())
        .exits(0);
    return file;
  }

  /** Compares predictions of the client's pictures, in the order of the run. */
  private static void requireEqual(
      TinyRun run, List<PredictionRow> rows, float tolerance, String... modelAndOptions)
      throws Exception {
    Path pictures = Files.createTempDirectory(run.folder(), "pictures-");
    SampleFiles.write(
        pictures, rows.stream().map(PredictionRow::imageId).collect(Collectors.toSet()));
    Path file = pictures.resolve("predicted.parquet");
    String[] words = {pictures.toString(), "--to", file.toString()};
    Launcher.in(run.folder())
        .run(
            Stream.of(new String[] {"predict"}, modelAndOptions, words)
                .flatMap(Stream::of)
                .toArray(String[]::new))
        .exits(0);
    List<ImagePrediction> predicted = ImagePredictionTable.read(file);
    assertThat(predicted).hasSameSizeAs(rows);
    for (int i = 0; i < rows.size(); i++) {
      assertThat(predicted.get(i).image()).isEqualTo(rows.get(i).imageId() + ".png");
      assertThat(predicted.get(i).probabilities())
          .containsExactly(rows.get(i).probabilities(), Offset.offset(tolerance));
    }
  }
}
