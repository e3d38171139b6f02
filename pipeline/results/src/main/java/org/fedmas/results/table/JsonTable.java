package org.fedmas.results.table;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.fedmas.contract.json.Json;
import org.fedmas.results.report.JsonText;

/** A table as JSON: each row an object with the fields of the CSV form; null means none. */
final class JsonTable {

  /** The field of a row's name. */
  static final String ROW = "row";

  /** The field of the reason for missing values. */
  static final String GAP = "gap";

  private JsonTable() {}

  static String of(TableDocument document) {
    Table table = document.table();
    ObjectNode json = Json.object();
    json.put("title", document.title());
    json.put("caption", table.caption());
    ArrayNode columns = json.putArray("columns");
    for (Table.Section section : table.sections()) {
      for (Column column : section.columns()) {
        columns
            .addObject()
            .put("id", column.id())
            .put("title", column.title())
            .put("section", section.title());
      }
    }
    ArrayNode rows = json.putArray("rows");
    for (Row row : table.rows()) {
      ObjectNode one = rows.addObject().put(ROW, row.name());
      for (Column column : table.columns()) {
        for (int field = 0; field < column.fields().size(); field++) {
          Object value = row.value(column, field);
          one.set(column.fields().get(field), value == null ? NullNode.instance : Json.tree(value));
        }
      }
      one.put(GAP, row.gap());
    }
    ArrayNode notes = json.putArray("notes");
    table.notes().forEach(notes::add);
    return JsonText.indented(json);
  }
}
