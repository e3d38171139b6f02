package org.fedmas.preprocess.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.preprocess.dataset.CsvTable.Row;
import org.fedmas.tables.image.OfficialPlace;

/** FLamby's {@code train_test_split}; it must agree with the other tables on every image. */
final class SplitTable {

  private SplitTable() {}

  static OfficialSplit read(Path file, List<SourceImage> images) {
    CsvTable table = CsvTable.read(file, List.of("image", "target", "center", "fold"));
    Map<String, Row> rows = FlambyTables.unique(table, "image");
    TreeMap<String, OfficialPlace> places = new TreeMap<>();
    for (SourceImage image : images) {
      Row row = rows.remove(image.imageId());
      if (row == null) {
        throw new MissingInputException(
            "%s: no row for image %s; expected every image that has a lesion id"
                .formatted(file, image.imageId()));
      }
      expect(row, "target", image.label());
      expect(row, "center", image.client());
      places.put(image.imageId(), place(row));
    }
    for (Row row : rows.values()) {
      throw row.problem(
          "image " + row.text("image"), "only images that have a lesion id in the metadata");
    }
    return new OfficialSplit(places);
  }

  private static void expect(Row row, String column, int joined) {
    if (!row.text(column).equals(Integer.toString(joined))) {
      throw row.problem(
          column + " " + row.text(column) + " for image " + row.text("image"),
          joined + ", as the other tables say");
    }
  }

  private static OfficialPlace place(Row row) {
    return switch (row.text("fold")) {
      case "train" -> OfficialPlace.TRAIN;
      case "test" -> OfficialPlace.TEST;
      default -> throw row.problem("fold \"" + row.text("fold") + "\"", "train or test");
    };
  }
}
