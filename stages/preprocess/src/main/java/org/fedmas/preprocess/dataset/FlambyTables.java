package org.fedmas.preprocess.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.preprocess.dataset.CsvTable.Row;
import org.fedmas.tables.image.AttributeRow;

/**
 * The images of FLamby's federated ISIC 2019 by its tables, without any image file. Images without
 * a lesion id are left out, as FLamby does.
 *
 * @param images in {@link SourceImage#ORDER}, whether or not their files are there
 * @param withoutLesion how many images were left out
 * @param officialSplit from {@code train_test_split}; empty where that file is not there
 * @param attributes age, site and sex of the images, as the metadata has them
 * @param tables the files that were read
 */
public record FlambyTables(
    List<SourceImage> images,
    int withoutLesion,
    Optional<OfficialSplit> officialSplit,
    List<AttributeRow> attributes,
    List<Path> tables) {

  public static final List<String> CLASSES =
      List.of("MEL", "NV", "BCC", "AK", "BKL", "DF", "VASC", "SCC");

  private static final ManifestAttributes ATTRIBUTES =
      new ManifestAttributes(List.of("age_approx", "anatom_site_general", "sex"));

  private static final String LABELS = "ISIC_2019_Training_GroundTruth.csv";
  private static final String METADATA = "ISIC_2019_Training_Metadata.csv";
  private static final String HAM10000 = "HAM10000_metadata";
  private static final String SPLIT = "train_test_split";

  public FlambyTables {
    images = List.copyOf(images);
    attributes = List.copyOf(attributes);
    tables = List.copyOf(tables);
  }

  /**
   * Reads the tables of a data folder.
   *
   * @throws MissingInputException if the folder, a table or a column is missing, or if the tables
   *     contradict each other
   */
  public static FlambyTables read(Path folder) {
    checkPresent(folder);
    Map<String, Integer> labels = LabelTable.read(folder.resolve(LABELS));
    Map<String, Row> ham10000 =
        unique(CsvTable.read(folder.resolve(HAM10000), List.of("image_id", "dataset")), "image_id");
    CsvTable metadata = CsvTable.read(folder.resolve(METADATA), List.of("image", "lesion_id"));
    List<SourceImage> images = new ArrayList<>();
    SortedMap<String, Row> described = unique(metadata, "image");
    for (Row row : described.values()) {
      Integer label = labels.remove(row.text("image"));
      if (label == null) {
        throw row.problem(
            "image " + row.text("image"), "a row of that image in " + LABELS + " too");
      }
      if (row.has("lesion_id")) {
        int centre = centre(row, ham10000).id();
        images.add(new SourceImage(row.text("image"), label, centre, row.text("lesion_id")));
      }
    }
    if (!labels.isEmpty()) {
      throw new MissingInputException(
          "%s: no row for %s images of %s, first %s; expected one row per image in both"
              .formatted(
                  metadata.file(), labels.size(), LABELS, labels.keySet().iterator().next()));
    }
    int withoutLesion = metadata.rows().size() - images.size();
    images.sort(SourceImage.ORDER);
    Path split = folder.resolve(SPLIT);
    List<Path> tables = new ArrayList<>(needed(folder));
    Optional<OfficialSplit> official = Optional.empty();
    if (Files.exists(split)) {
      tables.add(split);
      official = Optional.of(SplitTable.read(split, images));
    }
    return new FlambyTables(
        images, withoutLesion, official, ATTRIBUTES.rows(images, described), tables);
  }

  /** Returns the table's rows by the value of a column, which must not repeat. */
  static SortedMap<String, Row> unique(CsvTable table, String column) {
    SortedMap<String, Row> rows = new TreeMap<>();
    for (Row row : table.rows()) {
      Row earlier = rows.put(row.text(column), row);
      if (earlier != null) {
        throw row.problem(
            "image " + row.text(column) + " again (first on line " + earlier.line() + ")",
            "one row per image");
      }
    }
    return rows;
  }

  private static Centre centre(Row row, Map<String, Row> ham10000) {
    String lesion = row.text("lesion_id");
    if (lesion.startsWith("BCN_")) {
      return Centre.BCN;
    }
    if (lesion.startsWith("MSK")) {
      return Centre.MSK;
    }
    if (!lesion.startsWith("HAM_")) {
      throw row.problem("lesion id " + lesion, "one that starts with BCN_, HAM_ or MSK");
    }
    Row contributed = ham10000.get(row.text("image"));
    if (contributed == null) {
      throw row.problem(
          "image " + row.text("image") + " of HAM10000", "a row of that image in " + HAM10000);
    }
    String dataset = contributed.text("dataset");
    return Centre.ofHam10000(dataset)
        .orElseThrow(
            () ->
                row.problem(
                    "dataset " + dataset + " of image " + row.text("image") + " in " + HAM10000,
                    "vidir_molemax, vidir_modern, rosendahl or vienna_dias"));
  }

  private static void checkPresent(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new MissingInputException(
          """
          data folder %s: not there; expected a folder that holds %s, %s and %s; docs/data.md says \
          where to get them, --data names another folder"""
              .formatted(folder, LABELS, METADATA, HAM10000));
    }
    List<Path> missing = needed(folder).stream().filter(file -> !Files.exists(file)).toList();
    if (!missing.isEmpty()) {
      throw new MissingInputException(
          "data folder %s: missing %s; docs/data.md says where to get them"
              .formatted(folder, missing.stream().map(Path::getFileName).toList()));
    }
  }

  private static List<Path> needed(Path folder) {
    return List.of(folder.resolve(LABELS), folder.resolve(METADATA), folder.resolve(HAM10000));
  }
}
