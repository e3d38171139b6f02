package org.fedmas.results.card;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.TestScores;
import org.jspecify.annotations.Nullable;

/** The YAML before a card, in the form that the hub of Hugging Face reads. */
record FrontMatter(RunMetrics metrics, CardFacts facts) {

  String text() {
    StringBuilder text = new StringBuilder("---\n");
    text.append("library_name: fedmas\n");
    text.append("pipeline_tag: image-classification\n");
    text.append("license: other\n");
    text.append("license_name: licences-of-the-inputs\n");
    text.append("tags:\n- federated-learning\n- medical-imaging\n- image-classification\n");
    TestScores test = metrics.selected() == null ? null : metrics.selected().test();
    if (test != null) {
      results(text, test);
    }
    return text.append("---\n").toString();
  }

  private void results(StringBuilder text, TestScores test) {
    text.append("model-index:\n- name: ").append(CardText.quoted(metrics.run())).append('\n');
    text.append("  results:\n  - task:\n      type: image-classification\n");
    text.append("      name: Image classification\n    dataset:\n");
    text.append("      name: ").append(CardText.quoted(facts.dataSet())).append('\n');
    text.append("      type: ").append(CardText.quoted(facts.dataSet())).append('\n');
    text.append("      split: test\n    metrics:\n");
    scores(test).forEach((name, value) -> metric(text, name, value, test));
  }

  private static void metric(
      StringBuilder text, String name, @Nullable Double value, TestScores test) {
    if (value == null) {
      return;
    }
    text.append("    - type: ").append(name).append('\n');
    text.append("      name: ").append(name.replace('_', ' ')).append('\n');
    text.append("      value: ").append(CardText.number(value)).append('\n');
    Map<String, @Nullable List<Double>> intervals = test.interval();
    List<Double> ends = intervals == null ? null : intervals.get(name);
    if (ends != null) {
      text.append("      args:\n        interval_95: [");
      text.append(CardText.number(ends.get(0))).append(", ");
      text.append(CardText.number(ends.get(1))).append("]\n");
    }
  }

  /** Returns the scores by their names in {@code metrics.json}. */
  static Map<String, @Nullable Double> scores(TestScores test) {
    Map<String, @Nullable Double> scores = new LinkedHashMap<>();
    scores.put("balanced_accuracy", test.balancedAccuracy());
    scores.put("accuracy", test.accuracy());
    scores.put("macro_f1", test.macroF1());
    scores.put("macro_auroc", test.macroAuroc());
    return scores;
  }
}
