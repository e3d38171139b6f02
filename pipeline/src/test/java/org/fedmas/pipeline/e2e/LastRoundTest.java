package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the selection of the last round, requested after the run. */
@Tag("e2e")
@ExtendWith(ReferenceRun.class)
class LastRoundTest {

  private static final String LAST = "evaluation.selection=last";

  @TempDir Path folder;

  @Test
  void theLastRoundIsSelectedWithoutTrainingAgain(ReferenceRun.Done done) throws Exception {
    TinyRun run = done.run().copy(folder.resolve("copy"));
    JsonNode before = metrics(run);

    Outcome outcome = run.run("--set", LAST).exits(0);

    JsonNode metrics = metrics(run);
    assertThat(outcome.out()).contains("round 2, the last round; test: balanced accuracy ");
    assertThat(metrics.at("/selected/by").textValue()).isEqualTo("last");
    assertThat(metrics.at("/selected/round").intValue()).isEqualTo(2);
    assertThat(metrics.at("/selected/test")).isEqualTo(before.at("/last/test"));
    assertThat(metrics.get("final")).isEqualTo(before.get("final"));
  }

  private static JsonNode metrics(TinyRun run) throws Exception {
    return new ObjectMapper().readTree(Files.readAllBytes(run.result("metrics.json")));
  }
}
