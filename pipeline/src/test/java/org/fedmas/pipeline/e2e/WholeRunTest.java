package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests of a complete run, and of the same run repeated. */
@Tag("e2e")
@ExtendWith(ReferenceRun.class)
class WholeRunTest {

  /** The tree of artifacts; a change of this tree affects all readers of artifacts. */
  private static final String TREE =
      """
      client-updates × 10: manifest.json model.safetensors optimizer.safetensors update.json
      feature-tables × 6: auxiliary.json features.arrow manifest.json
      global-models × 3: aggregation.json manifest.json model.safetensors
      image-indexes × 1: federation.json index.parquet manifest.json
      image-shards × 6: images.parquet manifest.json shard.json
      image-statistics × 1: manifest.json statistics.json
      partitions × 1: federation.json manifest.json partition.parquet
      predictions × 18: manifest.json predictions.parquet
      priors × 10: manifest.json prior.json
      """;

  @Test
  void writesItsResultsToDisk(ReferenceRun.Done done) throws Exception {
    done.outcome().did(done.units(), 0);
    assertThat(done.outcome().out()).contains("balanced accuracy", "report.html");
    assertThat(done.run().artifacts().tree()).isEqualTo(TREE);
    assertThat(done.run().artifacts().units()).isEqualTo(done.units());
    for (String name : new String[] {"run.json", "predictions.parquet", "config.yaml"}) {
      assertThat(done.run().result(name)).isNotEmptyFile();
    }
  }

  @Test
  void keepsTheStatisticsOfItsTrainingImages(ReferenceRun.Done done) {
    assertThat(done.run().folder().resolve("artifacts/.cache/input-statistics"))
        .isDirectoryContaining("glob:**.json");
  }

  @Test
  void writesAReportThatNeedsNoNetwork(ReferenceRun.Done done) throws Exception {
    assertThat(Files.readString(done.run().result("report.html")))
        .contains("<html")
        .doesNotContainPattern("(?i)\\b(src|href)\\s*=\\s*[\"']?(https?:)?//");
  }

  @Test
  void writesMetricsOfThePublishedForm(ReferenceRun.Done done) throws Exception {
    JsonNode metrics =
        new ObjectMapper().readTree(Files.readAllBytes(done.run().result("metrics.json")));

    MetricsForm.check(metrics, 2);
    assertThat(metrics.get("run").textValue()).isEqualTo("tiny");
    int tests = 0;
    int all = 0;
    for (JsonNode client : metrics.get("clients")) {
      JsonNode images = client.get("images");
      tests += images.get("test").intValue();
      all += images.get("train").intValue() + images.get("validation").intValue();
    }
    assertThat(all + tests).isEqualTo(120);
    int scored = 0;
    for (JsonNode row : metrics.at("/selected/test/confusion")) {
      for (JsonNode cell : row) {
        scored += cell.intValue();
      }
    }
    assertThat(scored).isEqualTo(tests);
    for (JsonNode round : metrics.get("rounds")) {
      double sum = 0;
      for (JsonNode weight : round.get("weights")) {
        assertThat(weight.doubleValue()).isBetween(0.0, 1.0);
        sum += weight.doubleValue();
      }
      assertThat(sum).isCloseTo(1, within(1e-12));
    }
    assertThat(metrics.at("/final/global_model").textValue())
        .isEqualTo(done.status().unit("aggregation/round-2").content());
  }

  @Test
  void computesNothingWhenRepeated(ReferenceRun.Done done) throws Exception {
    byte[] record = Files.readAllBytes(done.run().result("run.json"));

    done.run().run().did(0, done.units());

    assertThat(done.run().result("run.json")).hasBinaryContent(record);
    assertThat(done.run().status()).isEqualTo(done.status());
    assertThat(done.run().verify().exits(0).out()).contains("0 problems");
  }
}
