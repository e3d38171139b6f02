package org.fedmas.results.card;

import java.util.ArrayList;
import java.util.List;
import org.fedmas.results.report.RunMetrics;

/**
 * The model card of a run, in Markdown. Names of images, paths and cells of fewer images than the
 * minimum are not part of it.
 *
 * @param metrics the source of every score
 */
public record ModelCard(RunMetrics metrics, CardFacts facts) {

  private static final String OPEN = "*To be written by people.*";

  /** Returns the card. */
  public String text() {
    StringBuilder text = new StringBuilder(new FrontMatter(metrics, facts).text());
    text.append("\n# ").append(metrics.run()).append("\n");
    section(text, "Intended use", OPEN + " Not to be used for diagnoses until this is settled.");
    section(text, "Trained on", data());
    section(text, "Licences", list(facts.licences()));
    section(text, "How it was trained", how());
    section(text, "Scores", new CardScores(metrics, facts).text().strip());
    section(text, "Known weaknesses", list(new Weaknesses(metrics, facts).texts()));
    section(text, "Ethical considerations", OPEN);
    section(text, "Contact", OPEN);
    section(text, "Reproduce", reproduction());
    return text.toString();
  }

  private static void section(StringBuilder text, String title, String body) {
    text.append("\n## ").append(title).append("\n\n").append(body).append('\n');
  }

  private static String list(List<String> lines) {
    return String.join("\n", lines.stream().map(line -> "* " + line).toList());
  }

  private String data() {
    StringBuilder text = new StringBuilder();
    text.append(
        "Data set `%s`, %s clients, %s classes. Training images per client and class:\n\n"
            .formatted(facts.dataSet(), metrics.clients().size(), metrics.classes().size()));
    List<String> head = new ArrayList<>(List.of("client"));
    head.addAll(metrics.classes());
    text.append(CardText.head(head));
    int[] sums = new int[metrics.classes().size()];
    boolean[] hidden = new boolean[sums.length];
    for (int k = 0; k < facts.training().size(); k++) {
      List<String> row = new ArrayList<>(List.of(metrics.clients().get(k).name()));
      for (int c = 0; c < sums.length; c++) {
        int images = facts.training().get(k).get(c);
        boolean shown = images >= facts.minimumCell();
        sums[c] += shown ? images : 0;
        hidden[c] |= !shown;
        row.add(CardText.cell(images, facts.minimumCell()));
      }
      text.append(CardText.row(row));
    }
    List<String> all = new ArrayList<>(List.of("all"));
    for (int c = 0; c < sums.length; c++) {
      all.add((hidden[c] ? "≥ " : "") + sums[c]);
    }
    return text.append(CardText.row(all).strip()).toString();
  }

  private String how() {
    return "A `%s`, started from `%s` weights, %s rounds; %s."
        .formatted(facts.backbone(), facts.weights(), facts.rounds(), facts.method());
  }

  private String reproduction() {
    String digest =
        metrics.end() == null || metrics.end().globalModel() == null
            ? "none: each client has a model of its own"
            : "`" + metrics.end().globalModel() + "`";
    return """
        With `config.yaml` of the run's folder, fedmas %s:

        ```
        fedmas run --config config.yaml --run again
        ```

        Global model after the last round: %s"""
        .formatted(facts.version(), digest);
  }
}
