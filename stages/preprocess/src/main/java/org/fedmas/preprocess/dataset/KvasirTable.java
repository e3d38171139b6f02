package org.fedmas.preprocess.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.contract.config.NearestName;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.preprocess.dataset.CsvTable.Row;
import org.fedmas.tables.image.OfficialPlace;

/**
 * A published split of HyperKvasir: one row {@code file-name;class-name;split-index} per image. The
 * index counts from 0 and is the fold that tests on the image, so fold = index + 1.
 *
 * @param file the table
 * @param images all images in {@link SourceImage#ORDER}, without groups; the id is the file name
 * @param rows rows by image id
 * @param split the folds
 */
record KvasirTable(
    Path file, List<SourceImage> images, Map<String, Row> rows, OfficialSplit split) {

  private static final String IMAGE = "file-name";
  private static final String CLASS = "class-name";
  private static final String INDEX = "split-index";

  /**
   * Reads a split.
   *
   * @throws MissingInputException if the file is absent or a row is wrong
   */
  static KvasirTable read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new MissingInputException(
          """
          split of HyperKvasir: %s: not there. Run fedmas data fetch --only %s, or name the other \
          published split with split.file"""
              .formatted(file, file.getFileName()));
    }
    CsvTable table = CsvTable.read(file, List.of(IMAGE, CLASS, INDEX), ';');
    Map<String, Row> rows = new HashMap<>();
    List<SourceImage> images = new ArrayList<>();
    TreeMap<String, OfficialPlace> places = new TreeMap<>();
    for (Row row : table.rows()) {
      String image = row.text(IMAGE);
      if (!image.matches("[A-Za-z0-9_][A-Za-z0-9_. -]*")) {
        throw row.problem("image \"" + image + "\"", "the name of a file, without folders");
      }
      Row earlier = rows.put(image, row);
      if (earlier != null) {
        throw row.problem(
            "image " + image + " again (first on line " + earlier.line() + ")",
            "one row per image");
      }
      images.add(new SourceImage(image, label(row), 0, null));
      places.put(image, place(row));
    }
    images.sort(SourceImage.ORDER);
    return new KvasirTable(file, List.copyOf(images), rows, new OfficialSplit(places));
  }

  private static int label(Row row) {
    String name = row.text(CLASS);
    int label = Finding.number(name);
    if (label < 0) {
      throw row.problem(
          "class \"" + name + "\"" + NearestName.hint(name, Finding.names()),
          "one of the 23 classes " + Finding.names());
    }
    return label;
  }

  private static OfficialPlace place(Row row) {
    String index = row.text(INDEX);
    if (!index.matches("[0-9]{1,2}")) {
      throw row.problem(
          INDEX + " \"" + index + "\"", "a number from 0, the fold that tests on the image less 1");
    }
    return new OfficialPlace(Integer.parseInt(index) + 1);
  }
}
