package org.fedmas.results.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.fedmas.results.report.ReportExample;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.Selection;
import org.fedmas.results.score.RunResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CautionsTest {

  private static List<String> texts(RunMetrics metrics) {
    return new Cautions(metrics, TrainingWeights.of(metrics).orElse(null)).texts();
  }

  @Test
  void weightOnClientsOfFewClassesIsTold() {
    assertThat(texts(TrainingWeightsTest.metrics(null)))
        .contains(
            "Aggregation, round 2: clients with at most half of the classes (1 of 2) hold 0.10 of"
                + " the training images and have 0.75 of the weight.");
  }

  @Test
  void weightOnClientsWithoutAClassIsTold() {
    assertThat(texts(TrainingWeightsTest.metrics(null)))
        .contains(
            "Most of the weight of round 2 is on clients without a training image of a class: B"
                + " 0.75, C 0.75, D 0.75.");
  }

  @Test
  void oneSeedIsTold() {
    assertThat(texts(TrainingWeightsTest.metrics("pooled")))
        .containsExactly(
            "One training seed (3) and one fold (1): the intervals do not cover another training"
                + " run or another split.");
  }

  @Test
  void selectionOnTestImagesComesFirst() {
    assertThat(texts(ReportExample.metrics("run", Selection.TEST, 2)).get(0))
        .startsWith("The round was selected on the test images");
    assertThat(texts(ReportExample.metrics("run", Selection.VALIDATION, 2)))
        .noneMatch(text -> text.contains("selected on the test images"));
  }

  @Test
  void classesWithoutTestImagesAreNamed() {
    assertThat(texts(ReportExample.nulls("run")))
        .contains("Scores that average classes are over 0 of 2 classes: no test image of a, b.");
  }

  @Test
  void imagesWithoutALesionAreCounted(@TempDir Path folder) throws Exception {
    RunResult run = RunResult.read(RunExample.write(folder, 90, 2, Selection.VALIDATION).folder());

    assertThat(texts(run.metrics()))
        .anyMatch(text -> text.startsWith("10 test images have no known lesion"));
  }
}
