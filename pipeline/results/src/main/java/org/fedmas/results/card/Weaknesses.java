package org.fedmas.results.card;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.ScoreCaveat;
import org.fedmas.results.report.Selection;
import org.fedmas.results.report.TestScores;
import org.fedmas.results.report.TestStatistics;
import org.jspecify.annotations.Nullable;

/** Known weaknesses of a model, computed from its run. */
record Weaknesses(RunMetrics metrics, CardFacts facts) {

  List<String> texts() {
    List<String> texts = new ArrayList<>();
    RunMetrics.Selected selected = metrics.selected();
    if (selected != null && selected.by() == Selection.TEST) {
      texts.add("The round was selected on the test images: the scores are optimistic.");
    }
    if (selected != null && selected.test() != null) {
      worstClass(selected.test(), texts);
      few(selected.test().statistics(), texts);
      worstClient(selected, texts);
    }
    for (ScoreCaveat caveat : metrics.caveats()) {
      texts.add(caveat.text());
    }
    texts.addAll(facts.warnings());
    texts.add(
        "One training seed (%s) and one fold (%s): the intervals cover neither another training run nor another hospital."
            .formatted(metrics.seed(), metrics.fold()));
    return texts;
  }

  private void worstClass(TestScores test, List<String> texts) {
    int worst = -1;
    for (int c = 0; c < test.recall().size(); c++) {
      Double recall = test.recall().get(c);
      Double least = worst < 0 ? null : test.recall().get(worst);
      boolean lower = recall != null && (least == null || recall < least);
      if (lower && facts.shows(test.images(c))) {
        worst = c;
      }
    }
    if (worst >= 0) {
      texts.add(
          "Lowest recall: %s, %s."
              .formatted(metrics.classes().get(worst), CardText.number(test.recall().get(worst))));
    }
  }

  private void few(@Nullable TestStatistics statistics, List<String> texts) {
    if (statistics == null || statistics.groups() == null) {
      return;
    }
    TestStatistics.Groups groups = statistics.groups();
    if (!groups.few().classes().isEmpty()) {
      texts.add(
          "Classes with fewer than %s training images: %s; mean recall %s."
              .formatted(
                  groups.fewBelow(),
                  groups.few().classes().stream()
                      .map(metrics.classes()::get)
                      .collect(Collectors.joining(", ")),
                  CardText.number(groups.few().recall())));
    }
  }

  private void worstClient(RunMetrics.Selected selected, List<String> texts) {
    int worst = -1;
    for (int k = 0; k < Math.min(metrics.clients().size(), selected.perClient().size()); k++) {
      Double score = selected.perClient().get(k);
      Double least = worst < 0 ? null : selected.perClient().get(worst);
      boolean lower = score != null && (least == null || score < least);
      if (lower && facts.shows(metrics.clients().get(k).images().test())) {
        worst = k;
      }
    }
    if (worst >= 0) {
      texts.add(
          "Client with the lowest balanced accuracy: %s, %s."
              .formatted(
                  metrics.clients().get(worst).name(),
                  CardText.number(selected.perClient().get(worst))));
    }
  }
}
