package org.fedmas.results.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.results.report.RunMetrics.Classes;
import org.fedmas.results.report.RunMetrics.Client;
import org.fedmas.results.report.RunMetrics.ClientRound;
import org.fedmas.results.report.RunMetrics.Final;
import org.fedmas.results.report.RunMetrics.GlobalScores;
import org.fedmas.results.report.RunMetrics.Images;
import org.fedmas.results.report.RunMetrics.LastRound;
import org.fedmas.results.report.RunMetrics.PartScore;
import org.fedmas.results.report.RunMetrics.RoundMetrics;
import org.fedmas.results.report.RunMetrics.Selected;
import org.fedmas.store.file.DurableFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunMetricsTest {

  private static final RunMetrics SMALL =
      new RunMetrics(
          RunMetrics.SCHEMA,
          "sample-fold1-seed0",
          1,
          0,
          List.of("MEL", "NV"),
          List.of(
              new Client(0, "BCN", new Images(40, 4, 10), new Classes(2, 1, 1)),
              new Client(1, "MSK", new Images(1, 0, 0), new Classes(1, 0, 0))),
          List.of(
              new RoundMetrics(
                  1,
                  List.of(1.0, 0.0),
                  2.5,
                  List.of(
                      new ClientRound(0, 0.75, List.of(1.5, 0.0), List.of(1.25, 0.0), 1.0, null)),
                  new GlobalScores(new PartScore(0.5, 1), null),
                  null)),
          new Selected(
              1,
              Selection.VALIDATION,
              new TestScores(
                  0.875,
                  1,
                  0.9,
                  0.8,
                  null,
                  Arrays.asList(0.875, null),
                  List.of(List.of(9, 1), List.of(0, 0))),
              Arrays.asList(0.875, null)),
          List.of(),
          new LastRound(
              1,
              new TestScores(
                  0.875,
                  1,
                  0.9,
                  0.8,
                  null,
                  Arrays.asList(0.875, null),
                  List.of(List.of(9, 1), List.of(0, 0))),
              Arrays.asList(0.875, null)),
          null,
          null,
          null,
          null,
          new Final("sha256:00ff"));

  @TempDir Path folder;

  @Test
  void modelsThatTrainedAloneHaveAMatrix() throws IOException {
    RunMetrics alone =
        new RunMetrics(
            RunMetrics.SCHEMA,
            "a",
            1,
            0,
            List.of(),
            List.of(),
            List.of(),
            null,
            List.of(),
            null,
            "local",
            null,
            List.of(Arrays.asList(0.5, Double.NaN), Arrays.asList(null, null)),
            Arrays.asList(null, null),
            null);
    Path file = folder.resolve("metrics.json");
    alone.write(file, DurableFiles.local());
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.get("federation").textValue()).isEqualTo("local");
    assertThat(json.get("matrix")).hasToString("[[0.5,null],[null,null]]");
    assertThat(json.get("union")).hasSize(2);
    assertThat(RunMetrics.read(file).matrix()).isEqualTo(alone.matrix());
  }

  @Test
  void writesExactlyThePromisedKeysInTheirOrder() throws IOException {
    Path file = folder.resolve("metrics.json");
    SMALL.write(file, DurableFiles.local());

    assertThat(Files.readString(file)).isEqualTo(resource("metrics-small.json"));
  }

  @Test
  void readsWhatItWrote() throws IOException {
    List<RunMetrics> all =
        List.of(
            SMALL,
            ReportExample.metrics("a", Selection.VALIDATION, 7),
            ReportExample.metrics("b", Selection.TEST, 3),
            ReportExample.nulls("c"),
            ReportExample.empty("d"));
    for (RunMetrics metrics : all) {
      Path file = folder.resolve("deeper/" + metrics.run() + ".json");
      metrics.write(file, DurableFiles.local());
      assertThat(RunMetrics.read(file)).isEqualTo(metrics);
    }
  }

  @Test
  void hasCaveatsOnlyWhereThereAreSome() throws IOException {
    ScoreCaveat caveat = new ScoreCaveat(ScoreCaveat.Kind.NO_TEST_IMAGES, "no test images");
    RunMetrics limited =
        new RunMetrics(
            RunMetrics.SCHEMA,
            "a",
            1,
            0,
            List.of(),
            List.of(),
            List.of(),
            null,
            List.of(caveat),
            null,
            null,
            null,
            null,
            null,
            null);
    Path file = folder.resolve("metrics.json");
    limited.write(file, DurableFiles.local());

    assertThat(Files.readString(file))
        .contains("\"caveats\"", "\"no-test-images\"", "\"no test images\"");
    assertThat(RunMetrics.read(file)).isEqualTo(limited);
    SMALL.write(file, DurableFiles.local());
    assertThat(Files.readString(file)).doesNotContain("caveats");
  }

  @Test
  void leavesNothingElseInTheFolder() throws IOException {
    SMALL.write(folder.resolve("metrics.json"), DurableFiles.local());
    SMALL.write(folder.resolve("metrics.json"), DurableFiles.local());

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("metrics.json"));
    }
  }

  @Test
  void hasNoWordForNotANumber() throws IOException {
    PartScore score = new PartScore(Double.NaN, 2);
    ClientRound client =
        new ClientRound(
            0,
            Double.POSITIVE_INFINITY,
            List.of(Double.NaN),
            null,
            Double.NEGATIVE_INFINITY,
            Double.NaN);

    assertThat(score.balancedAccuracy()).isNull();
    assertThat(client)
        .isEqualTo(new ClientRound(0, null, Arrays.asList((Double) null), null, null, null));
    JsonNode written = new ObjectMapper().readTree(JsonText.indented(score));
    assertThat(written.get("balanced_accuracy").isNull()).isTrue();
  }

  /** Scripts that know nothing of personal scores find the keys they know, and no others. */
  @Test
  void personalScoresHaveAKeyOnlyWhereTheyWereAskedFor() throws IOException {
    JsonNode without = new ObjectMapper().readTree(JsonText.indented(SMALL));
    JsonNode with = new ObjectMapper().readTree(JsonText.indented(ReportExample.nulls("run")));

    assertThat(without.has("personal")).isFalse();
    assertThat(with.get("personal").toString())
        .isEqualTo(
            "{\"by\":\"validation\",\"mean_balanced_accuracy\":null,\"clients\":["
                + "{\"client\":0,\"round\":1,\"balanced_accuracy\":null,\"accuracy\":null},"
                + "{\"client\":1,\"round\":null,\"balanced_accuracy\":null,\"accuracy\":null}]}");
  }

  @Test
  void passesOverKeysOfLaterVersions() throws IOException {
    Path file = folder.resolve("metrics.json");
    Files.writeString(
        file, resource("metrics-small.json").replaceFirst("\\{", "{\"later\": {\"x\": 1},"));

    assertThat(RunMetrics.read(file)).isEqualTo(SMALL);
  }

  @Test
  void readsFilesOfEarlierVersions() throws IOException {
    Path file = folder.resolve("metrics.json");
    String earlier = resource("metrics-small-0.2.json");
    Files.writeString(file, earlier);

    RunMetrics metrics = RunMetrics.read(file);

    assertThat(metrics.last()).isNull();
    assertThat(metrics.clients().get(0).classes()).isNull();
    metrics.write(file, DurableFiles.local());
    assertThat(Files.readString(file)).isEqualTo(earlier);
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    Path file = folder.resolve("metrics.json");
    assertThatThrownBy(() -> RunMetrics.read(file))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining(file.toString());
    for (String damaged : List.of("{\"run\":", "[]", "", "null", "{}")) {
      Files.writeString(file, damaged);
      assertThatThrownBy(() -> RunMetrics.read(file))
          .as("metrics.json holding '%s'", damaged)
          .isInstanceOf(CorruptArtifactException.class)
          .hasMessageContaining(file.toString());
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = RunMetricsTest.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
