package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of subsets with clients of few or no images and classes without images. */
@Tag("e2e")
class SubsetTest {

  private static final int VASC = 6;

  @TempDir Path folder;

  @Test
  void clientsAndClassesMayBeMissing() throws Exception {
    TinyRun run = TinyRun.in(folder, IsicFolder.CONFIG);
    IsicFolder data = IsicFolder.in(folder.resolve("data"));
    int number = 0;
    // client 5 has no images, and the class VASC has no images
    int[] train = {24, 9, 1, 6, 5, 0};
    int[] test = {6, 0, 1, 2, 3, 0};
    for (int client = 0; client < 6; client++) {
      for (int i = 0; i < train[client] + test[client]; i++) {
        data.add(number, client, number % VASC, i < train[client] ? "train" : "test");
        number++;
      }
    }

    Outcome outcome = run.run("--data", "data").exits(0);

    outcome.says("client 2 has fewer than 2 training images and is excluded from training");
    JsonNode metrics = new ObjectMapper().readTree(Files.readAllBytes(run.result("metrics.json")));
    MetricsForm.check(metrics, 1);
    JsonNode weights = metrics.at("/rounds/0/weights");
    assertThat(weights.get(2).doubleValue()).isZero();
    assertThat(weights.get(5).doubleValue()).isZero();
    assertThat(weights.get(0).doubleValue()).isPositive();
    JsonNode perClient = metrics.at("/selected/per_client");
    assertThat(perClient.get(1).isNull()).isTrue();
    assertThat(perClient.get(5).isNull()).isTrue();
    assertThat(perClient.get(0).isNull()).isFalse();
    assertThat(metrics.at("/selected/test/recall").get(VASC).isNull()).isTrue();
    assertThat(Files.readString(run.result("report.html"))).doesNotContain("NaN,", ":NaN");
  }
}
