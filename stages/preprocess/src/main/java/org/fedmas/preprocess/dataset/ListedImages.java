package org.fedmas.preprocess.dataset;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.NameRule;

/** The images that a table names in its column {@code image}, without labels. */
public final class ListedImages {

  private static final String IMAGE = "image";

  private ListedImages() {}

  /**
   * Returns name → file in the order of the rows; the file of a missing image does not exist.
   *
   * @param table CSV with the column {@code image}, a path within the folder with or without its
   *     ending; other columns are not read
   * @param folder of the images
   * @throws org.fedmas.contract.error.MissingInputException if the table cannot be read, names an
   *     image twice, or names a path outside of the folder
   */
  public static Map<String, Path> read(Path table, Path folder) {
    List<String> needed = List.of(IMAGE);
    CsvTable rows = CsvTable.read(table, needed, CsvTable.separator(table, needed));
    ImageFiles files = new ImageFiles(folder);
    Map<String, Path> images = new LinkedHashMap<>();
    for (CsvTable.Row row : rows.rows()) {
      String name = NameRule.normal(row.text(IMAGE));
      Path exact = within(row, name, folder);
      Path found = files.find(row.text(IMAGE));
      if (images.put(name, found == null ? exact : found) != null) {
        throw row.problem("image " + NameRule.shown(name) + " again", "one row per image");
      }
    }
    return images;
  }

  private static Path within(CsvTable.Row row, String name, Path folder) {
    try {
      Path path = Path.of(name);
      if (name.isEmpty() || path.isAbsolute() || path.normalize().startsWith("..")) {
        throw row.problem("image " + NameRule.shown(name), "a path within the image folder");
      }
      return folder.resolve(path);
    } catch (InvalidPathException e) {
      throw row.problem(
          "image " + NameRule.shown(name) + " (" + e.getReason() + ")", "a file name");
    }
  }
}
