package org.fedmas.results.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.fedmas.contract.json.Json;

/** Reads the six forms of a document back and checks that they show one table. */
public final class TableAgreement {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

  private TableAgreement() {}

  /** Checks that all formats agree. */
  public static void check(TableDocument document) throws IOException {
    List<List<String>> expected = cells(document.table());
    assertThat(text(document)).as("text").isEqualTo(expected);
    assertThat(markdown(document)).as("md").isEqualTo(expected);
    assertThat(latex(document)).as("tex").isEqualTo(expected);
    assertThat(html(document)).as("html").isEqualTo(expected);
    List<CSVRecord> csv = csv(document);
    JsonNode json = Json.mapper().readTree(TableFormat.JSON.text(document));
    assertThat(csv).hasSameSizeAs(document.table().rows());
    assertThat(json.get("rows")).hasSameSizeAs(document.table().rows());
    for (int r = 0; r < csv.size(); r++) {
      Row row = document.table().rows().get(r);
      for (Column column : document.table().columns()) {
        List<String> fields = new ArrayList<>();
        for (String field : column.fields()) {
          String written = csv.get(r).get(field);
          JsonNode value = json.get("rows").get(r).get(field);
          assertThat(value).as("%s of %s", field, row.name()).isNotNull();
          assertThat(value.isNull() ? "" : value.asText()).as(field).isEqualTo(written);
          fields.add(written);
        }
        agrees(column, row.cell(column).text(), fields);
      }
    }
  }

  /** Checks that the numbers of a text are the values of the fields, rounded. */
  private static void agrees(Column column, String text, List<String> fields) {
    if (column.isText()) {
      String field = fields.get(0);
      assertThat(field.isEmpty() ? Cell.NONE : field)
          .as(column.id())
          .contains(text.split(" ", -1)[0]);
      return;
    }
    List<String> values = fields.stream().filter(field -> !field.isEmpty()).toList();
    Matcher shown = NUMBER.matcher(text.replace("95 %", ""));
    for (String value : values) {
      assertThat(shown.find()).as("%s: %s shows %s", column.id(), text, value).isTrue();
      BigDecimal number = new BigDecimal(shown.group());
      if (text.startsWith("<")) {
        assertThat(new BigDecimal(value)).isLessThan(number);
      } else {
        assertThat(new BigDecimal(value).subtract(number).abs())
            .as("%s: %s shows %s", column.id(), text, value)
            .isLessThanOrEqualTo(new BigDecimal("0.50001").movePointLeft(number.scale()));
      }
    }
    assertThat(shown.find()).as("%s: %s shows %s", column.id(), text, values).isFalse();
  }

  /** Returns the lines of all sections: heads and rows. */
  private static List<List<String>> cells(Table table) {
    List<List<String>> lines = new ArrayList<>();
    for (Table.Section section : table.sections()) {
      lines.add(line(table.rowTitle(), section.columns().stream().map(Column::title)));
      for (Row row : table.rows()) {
        lines.add(
            line(
                row.shownName(),
                section.columns().stream().map(column -> row.cell(column).text())));
      }
    }
    return lines;
  }

  private static List<String> line(String first, Stream<String> others) {
    return Stream.concat(Stream.of(first), others).toList();
  }

  private static List<List<String>> text(TableDocument document) throws IOException {
    return TableFormat.TEXT
        .text(document)
        .lines()
        .filter(line -> line.contains("  "))
        .map(line -> List.of(line.strip().split(" {2,}", -1)))
        .toList();
  }

  private static List<List<String>> markdown(TableDocument document) throws IOException {
    return TableFormat.MD
        .text(document)
        .lines()
        .filter(line -> line.startsWith("| "))
        .map(line -> line.substring(2, line.length() - 2))
        .map(
            line ->
                Arrays.stream(line.split(" \\| ", -1))
                    .map(cell -> cell.replaceAll("\\\\(.)", "$1"))
                    .toList())
        .toList();
  }

  private static List<List<String>> latex(TableDocument document) throws IOException {
    return TableFormat.TEX
        .text(document)
        .lines()
        .filter(line -> line.endsWith(" \\\\"))
        .map(line -> line.substring(0, line.length() - 3))
        .map(
            line ->
                Arrays.stream(line.split(" (?<!\\\\)& ", -1)).map(TableAgreement::plain).toList())
        .toList();
  }

  private static String plain(String latex) {
    return latex
        .replace("$\\pm$", "±")
        .replace("$|$", "|")
        .replace("$<$", "<")
        .replace("$>$", ">")
        .replaceAll("\\$-\\$(?=[0-9])", "-")
        .replace("$-$", "−")
        .replace("--", "–")
        .replaceAll("\\\\([&%$#_{}])", "$1");
  }

  private static List<List<String>> html(TableDocument document) throws IOException {
    List<List<String>> lines = new ArrayList<>();
    String page = TableFormat.HTML.text(document);
    Matcher rows = Pattern.compile("<tr>(.*?)</tr>").matcher(page);
    while (rows.find()) {
      List<String> line = new ArrayList<>();
      Matcher cells = Pattern.compile("<t[hd][^>]*>(.*?)</t[hd]>").matcher(rows.group(1));
      while (cells.find()) {
        line.add(
            cells
                .group(1)
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&"));
      }
      lines.add(line);
    }
    return lines;
  }

  private static List<CSVRecord> csv(TableDocument document) throws IOException {
    return CSVFormat.RFC4180
        .builder()
        .setHeader()
        .setSkipHeaderRecord(true)
        .get()
        .parse(new StringReader(TableFormat.CSV.text(document)))
        .getRecords();
  }
}
