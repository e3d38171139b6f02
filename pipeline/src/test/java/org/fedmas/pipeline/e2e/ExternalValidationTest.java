package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests the commands of {@code docs/predict.md} on the 200 images of PH2, as they are written. */
@Tag("soak")
@ExtendWith(ReferenceRun.class)
class ExternalValidationTest {

  private static final Pattern CONFIG =
      Pattern.compile("`ph2\\.yaml` is\\s+```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern COMMAND = Pattern.compile("pipeline/fedmas (evaluate .*ph2\\.yaml.*)");
  private static final int NEVI = 160;
  private static final int MELANOMAS = 40;

  @TempDir Path folder;

  private Path images() {
    Path chosen = Path.of(System.getProperty("fedmas.ph2", ""));
    return chosen.toString().isEmpty() ? Launcher.root().resolve("../shared/ph2") : chosen;
  }

  private String page() throws Exception {
    return Files.readString(Launcher.root().resolve("docs/predict.md"));
  }

  private static String first(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult one) -> one.group(1)).findFirst().orElseThrow();
  }

  /** Writes a bundle of the run and the files that the page names. */
  private Launcher prepared(ReferenceRun.Done done) throws Exception {
    assumeTrue(
        Files.exists(images().resolve("manifest.csv")),
        "skipped: fedmas.ph2 names no folder of PH2, and ../shared/ph2 is absent");
    Files.createSymbolicLink(folder.resolve("ph2"), images().toAbsolutePath().normalize());
    Files.writeString(folder.resolve("ph2.yaml"), first(CONFIG, page()));
    String store = done.run().folder().resolve("artifacts").toString();
    Launcher launcher = Launcher.in(folder);
    launcher.run("bundle", "tiny", "--artifacts", store, "--to", "run.zip").exits(0);
    launcher
        .run(
            "export", "--artifacts", store, "--run", "tiny", "--round", "1", "--to",
            "other.safetensors")
        .exits(0);
    return launcher;
  }

  @Test
  void theCommandOfThePageScoresAllImages(ReferenceRun.Done done) throws Exception {
    Launcher launcher = prepared(done);

    Outcome outcome = launcher.run(first(COMMAND, page()).split(" ")).exits(0);

    assertThat(outcome.out()).contains("Balanced accuracy per client", "MEL", "NV");
    JsonNode scores = new ObjectMapper().readTree(folder.resolve("scores.json").toFile());
    JsonNode model = scores.at("/models/0");
    assertThat(model.get("images").intValue()).isEqualTo(NEVI + MELANOMAS);
    assertThat(model.get("skipped").intValue()).isZero();
    assertThat(model.at("/test/classes").intValue()).isEqualTo(2);
    assertThat(images(scores, model, "NV")).isEqualTo(NEVI);
    assertThat(images(scores, model, "MEL")).isEqualTo(MELANOMAS);
    assertThat(model.at("/test/interval/balanced_accuracy").isArray()).isTrue();
    assertThat(model.get("per_client")).hasSameSizeAs(scores.get("clients")).hasSize(1);
  }

  @Test
  void severalModelsGiveAMatrixOfModelsAndClients(ReferenceRun.Done done) throws Exception {
    Launcher launcher = prepared(done);
    String[] command = {
      "evaluate", "run.zip", "other.safetensors", "--config", "ph2.yaml", "--data", "ph2"
    };

    Outcome outcome = launcher.run(with(command, "--to", "scores.json")).exits(0);

    assertThat(outcome.out()).contains("run.zip", "other.safetensors");
    JsonNode scores = new ObjectMapper().readTree(folder.resolve("scores.json").toFile());
    assertThat(scores.get("models")).hasSize(2);
    for (JsonNode model : scores.get("models")) {
      assertThat(model.get("images").intValue()).isEqualTo(NEVI + MELANOMAS);
      assertThat(model.at("/per_client/0").isNumber()).isTrue();
    }
  }

  private static int images(JsonNode scores, JsonNode model, String name) {
    int label = 0;
    while (!scores.get("classes").get(label).asText().equals(name)) {
      label++;
    }
    int sum = 0;
    for (JsonNode cell : model.at("/test/confusion").get(label)) {
      sum += cell.intValue();
    }
    return sum;
  }

  private static String[] with(String[] some, String... more) {
    return java.util.stream.Stream.of(some, more)
        .flatMap(java.util.stream.Stream::of)
        .toArray(String[]::new);
  }
}
