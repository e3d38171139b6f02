package org.fedmas.results.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.fedmas.results.statistic.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TableFormatTest {

  private static TableDocument document() {
    List<Column> columns =
        List.of(
            new Column("score", "score", Column.Kind.ESTIMATE),
            new Column("spread", "mean & sd", Column.Kind.SPREAD),
            new Column("p", "p", Column.Kind.NUMBER));
    List<Column> words =
        List.of(
            new Column("loss", "training.loss", Column.Kind.TEXT),
            new Column("model", "model", Column.Kind.TEXT));
    Row whole =
        new Row(
            "a_b <1>",
            Map.of(
                "score", new Cell.Difference(-0.01234, new Interval(-0.0401, 0.02)),
                "spread", new Cell.Spread(0.6834, 0.0149, 5),
                "p", new Cell.Probability(0.0432),
                "loss", new Cell.Words("ce|x"),
                "model", new Cell.Digests(List.of("sha256:" + "ab12".repeat(16)))),
            null);
    Row missing = Row.missing("c", "run c not found");
    return new TableDocument(
        "Two & more",
        new Table(
            "95 % intervals of {a}.",
            "row",
            List.of(new Table.Section("Scores", columns), new Table.Section("Keys", words)),
            List.of(whole, missing),
            List.of("A note with 50 % and a_b.")),
        List.of(
            new CurveChart(
                "Loss",
                "</script>",
                "round",
                List.of(1, 2),
                List.of(
                    new CurveChart.Curve(
                        "a", List.of(1.0, 0.5), List.of(1.0, 0.4), List.of(1.0, 0.6))))));
  }

  @Test
  void allFormatsShowOneTable() throws IOException {
    TableAgreement.check(document());
  }

  @ParameterizedTest
  @EnumSource(TableFormat.class)
  void everyFormatEndsWithALineBreak(TableFormat format) throws IOException {
    assertThat(format.text(document())).endsWith("\n");
  }

  @ParameterizedTest
  @EnumSource(TableFormat.class)
  void everyFormatTellsTheGap(TableFormat format) throws IOException {
    assertThat(format.text(document())).contains("run c not found");
  }

  @Test
  void latexEscapesWhatItWouldRead() throws IOException {
    assertThat(TableFormat.TEX.text(document()))
        .contains("\\caption{Two \\& more. 95 \\% intervals of \\{a\\}.}")
        .contains(
            "a\\_b $<$1$>$ & $-$0.012 ($-$0.040 to 0.020) & 0.683 $\\pm$ 0.015 (n = 5) & 0.043")
        .contains("\\toprule", "\\midrule", "\\bottomrule");
  }

  @Test
  void markdownEscapesPipes() throws IOException {
    assertThat(TableFormat.MD.text(document())).contains("| ce\\|x |");
  }

  @Test
  void csvHasFullDigests() throws IOException {
    assertThat(TableFormat.CSV.text(document()))
        .startsWith(
            "row,score,score_lower,score_upper,spread,spread_sd,spread_n,p,loss,model,gap\r\n")
        .contains("-0.01234,-0.0401,0.02,0.6834,0.0149,5,0.0432,ce|x,sha256:ab12");
  }

  @Test
  void thePageHasItsLibraryAndNoForeignMarkup() throws IOException {
    assertThat(TableFormat.HTML.text(document()))
        .contains("Chart.js", "\\u003c/script\\u003e", "default-src 'none'")
        .doesNotContain("{{style}}", "{{data}}", "src=\"http", "a_b <1>");
  }

  @ParameterizedTest
  @CsvSource({"0.0004, < 0.001", "0.001, 0.0010", "0.0432, 0.043", "0.13, 0.13", "0.996, 1.0"})
  void probabilitiesHaveTwoDigits(double p, String text) {
    assertThat(new Cell.Probability(p).text()).isEqualTo(text);
  }

  @Test
  void longListsAreShortenedForReaders() {
    Cell.Names names = new Cell.Names(List.of("a", "b", "c", "d"));

    assertThat(names.text()).isEqualTo("a … d (4)");
    assertThat(names.values()).containsExactly("a b c d");
    assertThat(new Cell.Names(List.of("a", "b", "c")).text()).isEqualTo("a b c");
  }

  @Test
  void differencesHaveASign() {
    assertThat(new Cell.Difference(0.02, null).text()).isEqualTo("+0.020");
    assertThat(new Cell.Difference(-0.0001, null).text()).isEqualTo("+0.000");
  }

  @Test
  void unknownFormatsAreEmpty() {
    assertThat(TableFormat.of("tex")).contains(TableFormat.TEX);
    assertThat(TableFormat.of("pdf")).isEmpty();
    assertThat(TableFormat.ids("|")).isEqualTo("text|md|csv|json|tex|html");
  }
}
