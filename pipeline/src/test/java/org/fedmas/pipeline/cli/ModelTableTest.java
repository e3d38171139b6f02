package org.fedmas.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.fedmas.contract.ClientId;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.Selection;
import org.fedmas.results.report.TestScores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ModelTableTest {

  @Test
  void aRowPerModelAndAColumnPerTestPart() {
    assertThat(ModelTable.of(metrics("local", List.of(Arrays.asList(0.5, 0.25), NONE))))
        .containsExactly(
            """
            each client's own model, round selected on its validation images; test: mean balanced \
            accuracy 0.5000 on own images, 0.3000 on all images""",
            "balanced accuracy of the model of each client (row) on the test images of (column):",
            "              round           BCN  a hospital …           all",
            "BCN               3        0.5000        0.2500        0.3000",
            "a hospital …      –             –             –             –");
  }

  @Test
  void aFederationHasNoTable() {
    assertThat(ModelTable.of(metrics(null, null))).isEmpty();
  }

  @Test
  void filesOfOwnModelsNameTheClient() {
    assertThat(OwnModelFile.beside(Path.of("models/best.pth"), new ClientId(2)))
        .isEqualTo(Path.of("models/best-client-2.pth"));
  }

  private static final List<@Nullable Double> NONE = Arrays.asList(null, null);

  private static RunMetrics metrics(
      @Nullable String federation, @Nullable List<List<@Nullable Double>> matrix) {
    TestScores all = new TestScores(0.3, 1, 0.4, 0.2, null, List.of(0.3), List.of(List.of(1)));
    return new RunMetrics(
        RunMetrics.SCHEMA,
        "run",
        1,
        0,
        List.of("a"),
        List.of(
            new RunMetrics.Client(0, "BCN", new RunMetrics.Images(3, 1, 1), null),
            new RunMetrics.Client(
                1, "a hospital with a name", new RunMetrics.Images(1, 0, 1), null)),
        List.of(),
        null,
        List.of(),
        null,
        federation,
        new RunMetrics.Personal(
            Selection.VALIDATION,
            0.5,
            List.of(
                new RunMetrics.PersonalScore(0, 3, 0.5, 0.5),
                new RunMetrics.PersonalScore(1, null, null, null))),
        matrix,
        matrix == null ? null : Arrays.asList(all, null),
        null);
  }
}
