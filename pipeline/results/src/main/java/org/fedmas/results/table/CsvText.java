package org.fedmas.results.table;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** A table as CSV (RFC 4180): all sections side by side, without caption and notes. */
final class CsvText {

  private CsvText() {}

  static String of(TableDocument document) throws IOException {
    Table table = document.table();
    List<Column> columns = table.columns();
    List<String> head = new ArrayList<>(List.of(JsonTable.ROW));
    Column.fields(columns).forEach(head::add);
    head.add(JsonTable.GAP);
    StringWriter text = new StringWriter();
    try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
      csv.printRecord(head);
      for (Row row : table.rows()) {
        List<@Nullable Object> line = new ArrayList<>();
        line.add(row.name());
        for (Column column : columns) {
          for (int field = 0; field < column.fields().size(); field++) {
            line.add(row.value(column, field));
          }
        }
        line.add(row.gap());
        csv.printRecord(line);
      }
    }
    return text.toString();
  }
}
