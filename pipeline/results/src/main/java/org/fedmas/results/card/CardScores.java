package org.fedmas.results.card;

import java.util.List;
import java.util.Map;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.TestScores;
import org.fedmas.results.report.TestStatistics;
import org.jspecify.annotations.Nullable;

/** The scores of a card: of all test images, per class, client and subgroup. */
record CardScores(RunMetrics metrics, CardFacts facts) {

  String text() {
    RunMetrics.Selected selected = metrics.selected();
    TestScores test = selected == null ? null : selected.test();
    StringBuilder text = new StringBuilder();
    if (selected != null && test != null) {
      overall(text, selected, test);
      classes(text, test);
      clients(text, selected, test.statistics());
      subgroups(text, test.statistics());
    }
    personal(text);
    return text.isEmpty() ? "The run has no test scores.\n" : text.toString();
  }

  private void overall(StringBuilder text, RunMetrics.Selected selected, TestScores test) {
    text.append("Round %s, selected by: %s.".formatted(selected.round(), selected.by().word()));
    if (test.classes() != null) {
      text.append(" Scores that average classes are over %s classes.".formatted(test.classes()));
    }
    text.append("\n\n").append(CardText.head(List.of("score", "value", "95 % interval")));
    Map<String, @Nullable List<Double>> intervals = test.interval();
    FrontMatter.scores(test)
        .forEach(
            (name, value) ->
                text.append(
                    CardText.row(
                        List.of(
                            name.replace('_', ' '),
                            CardText.number(value),
                            CardText.interval(intervals == null ? null : intervals.get(name))))));
    text.append('\n');
  }

  private void classes(StringBuilder text, TestScores test) {
    text.append(CardText.head(List.of("class", "test images", "recall", "95 % interval")));
    for (int c = 0; c < metrics.classes().size(); c++) {
      Integer images = test.images(c);
      TestStatistics statistics = test.statistics();
      boolean shown = facts.shows(images);
      text.append(
          CardText.row(
              List.of(
                  metrics.classes().get(c),
                  CardText.cell(images, facts.minimumCell()),
                  shown ? CardText.number(test.recall().get(c)) : CardText.NONE,
                  shown && statistics != null
                      ? CardText.interval(statistics.perClass().get(c).recallInterval())
                      : CardText.NONE)));
    }
    text.append('\n');
  }

  private void clients(
      StringBuilder text, RunMetrics.Selected selected, @Nullable TestStatistics statistics) {
    text.append(
        CardText.head(List.of("client", "test images", "balanced accuracy", "95 % interval")));
    for (int k = 0; k < Math.min(metrics.clients().size(), selected.perClient().size()); k++) {
      RunMetrics.Client client = metrics.clients().get(k);
      boolean shown = facts.shows(client.images().test());
      text.append(
          CardText.row(
              List.of(
                  client.name(),
                  CardText.cell(client.images().test(), facts.minimumCell()),
                  shown ? CardText.number(selected.perClient().get(k)) : CardText.NONE,
                  shown && statistics != null && k < statistics.clientInterval().size()
                      ? CardText.interval(statistics.clientInterval().get(k))
                      : CardText.NONE)));
    }
    text.append('\n');
  }

  private void subgroups(StringBuilder text, @Nullable TestStatistics statistics) {
    if (statistics == null || statistics.subgroups() == null) {
      return;
    }
    text.append(
        CardText.head(
            List.of("attribute", "value", "images", "balanced accuracy", "95 % interval")));
    for (TestStatistics.Attribute attribute : statistics.subgroups().attributes()) {
      for (TestStatistics.Cell cell : attribute.cells()) {
        if (facts.shows(cell.images())) {
          text.append(
              CardText.row(
                  List.of(
                      attribute.name(),
                      cell.value() == null ? "unknown" : cell.value(),
                      Integer.toString(cell.images()),
                      CardText.number(cell.balancedAccuracy()),
                      CardText.interval(cell.interval()))));
        }
      }
    }
    text.append('\n');
  }

  private void personal(StringBuilder text) {
    if (metrics.personal() == null) {
      return;
    }
    text.append("Models of single clients, each on its own test images:\n\n");
    text.append(CardText.head(List.of("client", "balanced accuracy")));
    for (RunMetrics.PersonalScore own : metrics.personal().clients()) {
      RunMetrics.Client client = metrics.clients().get(own.client());
      boolean shown = facts.shows(client.images().test());
      text.append(
          CardText.row(
              List.of(
                  client.name(), shown ? CardText.number(own.balancedAccuracy()) : CardText.NONE)));
    }
    text.append('\n');
  }
}
