package org.fedmas.preprocess.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedmas.preprocess.dataset.CsvTable.Row;

/** The one-hot label columns of the ISIC 2019 tables. */
final class LabelTable {

  /** The challenge's ninth class; no training image has it. */
  private static final String UNKNOWN = "UNK";

  private LabelTable() {}

  /** Returns the classes by image id. */
  static SortedMap<String, Integer> read(Path file) {
    List<String> columns = new ArrayList<>(List.of("image"));
    columns.addAll(FlambyTables.CLASSES);
    columns.add(UNKNOWN);
    SortedMap<String, Integer> labels = new TreeMap<>();
    FlambyTables.unique(CsvTable.read(file, columns), "image")
        .forEach((image, row) -> labels.put(image, label(row)));
    return labels;
  }

  private static int label(Row row) {
    int label = -1;
    for (int c = 0; c < FlambyTables.CLASSES.size(); c++) {
      if (isSet(row, FlambyTables.CLASSES.get(c))) {
        if (label >= 0) {
          throw row.problem(
              "both "
                  + FlambyTables.CLASSES.get(label)
                  + " and "
                  + FlambyTables.CLASSES.get(c)
                  + " set",
              "exactly one of the classes " + FlambyTables.CLASSES);
        }
        label = c;
      }
    }
    if (isSet(row, UNKNOWN)) {
      throw row.problem(UNKNOWN + " set", "exactly one of the classes " + FlambyTables.CLASSES);
    }
    if (label < 0) {
      throw row.problem("no class set", "exactly one of the classes " + FlambyTables.CLASSES);
    }
    return label;
  }

  private static boolean isSet(Row row, String column) {
    String cell = row.text(column);
    return switch (cell) {
      case "0", "0.0" -> false;
      case "1", "1.0" -> true;
      default -> throw row.problem("\"" + cell + "\" in column " + column, "0.0 or 1.0");
    };
  }
}
