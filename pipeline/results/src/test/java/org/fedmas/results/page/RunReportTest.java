package org.fedmas.results.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fedmas.contract.json.Json;
import org.fedmas.results.metric.Tally;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.report.ReportExample;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.Selection;
import org.fedmas.results.score.RunResult;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the data of a page, which its scripts show. */
class RunReportTest {

  private static final Pattern DATA =
      Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>");

  private static final int IMAGES = 400;

  @TempDir static Path folder;
  private static RunResult run;
  private static JsonNode data;

  @BeforeAll
  static void write() throws Exception {
    RunFolder place = RunExample.write(folder, IMAGES, 5, Selection.VALIDATION);
    Path file = folder.resolve("report.html");
    RunReport.write(
        place,
        file,
        ReportExample.facts("example", Selection.VALIDATION, 5, List.of()),
        Map.of("fold", Json.tree(1), "rounds", Json.tree(100)));
    run = RunResult.read(place.folder());
    Matcher found = DATA.matcher(Files.readString(file));
    assertThat(found.find()).isTrue();
    data = new ObjectMapper().readTree(found.group(1));
  }

  @Test
  void thePageHasTheNumbersOfTheFile() throws Exception {
    RunMetrics shown = Json.snakeCase().treeToValue(data.get("metrics"), RunMetrics.class);

    assertThat(shown).isEqualTo(run.metrics());
  }

  @Test
  void curvesFollowFromThePredictions() {
    Tally tally = Tally.of(run.predictions().orElseThrow().predictions());
    JsonNode curves = data.get("details").get("curves");

    assertThat(curves).hasSize(8);
    for (int c = 0; c < 8; c++) {
      double area = 0;
      JsonNode points = curves.get(c).get("points");
      for (int i = 1; i < points.size(); i++) {
        double width = points.get(i).get(0).doubleValue() - points.get(i - 1).get(0).doubleValue();
        area +=
            width
                * (points.get(i).get(1).doubleValue() + points.get(i - 1).get(1).doubleValue())
                / 2;
      }
      assertThat(area).as("class %s", c).isCloseTo(tally.auroc(c), within(0.002));
    }
  }

  @Test
  void keysAreComparedWithTheirUsualValues() {
    JsonNode keys = data.get("details").get("settings").get("keys");

    assertThat(keys.get(1).toString())
        .isEqualTo("{\"name\":\"fold\",\"value\":\"1\",\"usual\":\"1\",\"changed\":false}");
    assertThat(keys.get(2).toString())
        .isEqualTo("{\"name\":\"rounds\",\"value\":\"5\",\"usual\":\"100\",\"changed\":true}");
  }

  @Test
  void theCommandRepeatsTheRun() {
    assertThat(data.get("details").get("settings").get("command").textValue())
        .isEqualTo("pipeline/fedmas run --config config.yaml --data data --run again");
  }

  @Test
  void timesAreThoseOfTheRecord() {
    JsonNode kinds = data.get("details").get("times").get("kinds");

    assertThat(kinds).hasSize(6);
    double sum = 0;
    for (JsonNode kind : kinds) {
      sum += kind.get("seconds").doubleValue();
    }
    assertThat(sum)
        .isCloseTo(
            run.record().jobs().stream().mapToDouble(job -> job.seconds()).sum(), within(1e-6));
  }

  @Test
  void leaksAreAmongTheChecks() {
    assertThat(data.get("details").get("checks").get(0).get("findings").get(0).textValue())
        .startsWith("2302 lesions have images on both sides of the split");
  }

  @Test
  void namesOfImagesAreNotInThePage() throws Exception {
    assertThat(Files.readString(folder.resolve("report.html"))).doesNotContain("image-000");
    assertThat(data.get("details").get("errors")).isEmpty();
  }
}
