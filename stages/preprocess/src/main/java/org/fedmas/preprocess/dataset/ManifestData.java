package org.fedmas.preprocess.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fedmas.contract.config.NearestName;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.preprocess.dataset.CsvTable.Row;
import org.fedmas.tables.image.OfficialPlace;
import org.jspecify.annotations.Nullable;

/**
 * Any data set that a table describes: one row per image with the columns {@code image} (a path
 * within the image folder, with or without its ending), {@code label}, and where known {@code
 * client}, {@code part} (train or test), {@code fold} (from 1) and {@code group} (images of one
 * group, such as a lesion or a patient, can be kept together). Other columns are ignored. Classes
 * and clients are numbered in the order of their names, so the order of the rows does not matter.
 */
public final class ManifestData {

  private static final String IMAGE = "image";
  private static final String LABEL = "label";
  private static final String CLIENT = "client";
  private static final String PART = "part";
  private static final String FOLD = "fold";
  private static final String GROUP = "group";
  private static final int LISTED = 10;

  private final Path table;
  private final Path folder;
  private final CsvTable rows;

  private ManifestData(Path table, Path folder) {
    this.table = table;
    this.folder = folder;
    List<String> needed = List.of(IMAGE, LABEL);
    this.rows = CsvTable.read(table, needed, CsvTable.separator(table, needed));
  }

  /**
   * Reads a manifest and looks for its images.
   *
   * @param classes the classes in order; empty to take those that the table names
   * @throws MissingInputException if the table or an image is missing, or a row is wrong
   */
  public static FolderImages open(
      Path table, Path folder, List<String> classes, MissingImages policy) {
    if (!Files.isDirectory(folder)) {
      throw new MissingInputException(
          "image folder " + folder + ": not there; dataset.folder names another one");
    }
    return new ManifestData(table, folder).images(classes, Optional.of(policy));
  }

  /** Reads a manifest alone; the images need not be there. */
  public static FolderImages table(Path table, Path folder, List<String> classes) {
    return new ManifestData(table, folder).images(classes, Optional.empty());
  }

  private FolderImages images(List<String> classes, Optional<MissingImages> policy) {
    Names labels = classes.isEmpty() ? Names.sorted(values(LABEL)) : Names.of(classes);
    boolean isPool = !rows.has(CLIENT);
    Names clients = isPool ? Names.of(List.of(FolderImages.POOL)) : Names.sorted(values(CLIENT));
    List<SourceImage> images = new ArrayList<>();
    Map<String, Path> files = new HashMap<>();
    TreeMap<String, OfficialPlace> places = new TreeMap<>();
    List<String> missing = new ArrayList<>();
    Map<String, Long> lines = new HashMap<>();
    for (Row row : rows.rows()) {
      String id = row.text(IMAGE);
      checkId(row, id);
      Long earlier = lines.put(id, row.line());
      if (earlier != null) {
        throw row.problem(
            "image " + id + " again (first on line " + earlier + ")", "one row per image");
      }
      SourceImage image =
          new SourceImage(
              id,
              number(row, LABEL, labels, "dataset.classes"),
              isPool ? 0 : number(row, CLIENT, clients, CLIENT),
              optional(row, GROUP));
      Path file = policy.isEmpty() ? folder.resolve(id) : find(id);
      if (file == null) {
        missing.add(id);
        continue;
      }
      images.add(image);
      files.put(id, file);
      place(row).ifPresent(place -> places.put(id, place));
    }
    requireImages(missing, images.size(), policy.orElse(MissingImages.SKIP));
    return new FolderImages(
        labels.list(),
        Client.numbered(clients.list()),
        images,
        files,
        split(places, images.size()),
        List.of(table),
        isPool,
        missing.size());
  }

  private Collection<String> values(String column) {
    return rows.rows().stream().map(row -> row.text(column)).distinct().toList();
  }

  private static void checkId(Row row, String id) {
    Path path = Path.of(id);
    if (id.isEmpty() || path.isAbsolute() || path.normalize().startsWith("..")) {
      throw row.problem(
          id.isEmpty() ? "no image" : "image " + id, "a path within the image folder");
    }
  }

  private static int number(Row row, String column, Names names, String where) {
    String name = row.text(column);
    if (name.isEmpty()) {
      throw row.problem("no " + column, "one in every row");
    }
    int number = names.number(name);
    if (number < 0) {
      throw row.problem(
          column
              + " "
              + name
              + NearestName.nearest(name, names.list())
                  .map(near -> " (did you mean " + near + "?)")
                  .orElse(""),
          "one of " + where + ", " + names.list());
    }
    return number;
  }

  private @Nullable String optional(Row row, String column) {
    String text = rows.has(column) ? row.text(column) : "";
    return text.isEmpty() ? null : text;
  }

  /** Returns the file of an image: as written, or with the first ending that there is. */
  private @Nullable Path find(String id) {
    return Stream.concat(Stream.of(""), SourceFile.ENDINGS.stream())
        .map(ending -> folder.resolve(id + ending))
        .filter(file -> Files.isRegularFile(file))
        .findFirst()
        .orElse(null);
  }

  private Optional<OfficialPlace> place(Row row) {
    String part = optional(row, PART);
    String fold = optional(row, FOLD);
    if (part != null && !part.equals("train") && !part.equals("test")) {
      throw row.problem("part " + part, "train or test; the validation part is drawn from train");
    }
    if (fold != null && !fold.matches("[1-9][0-9]{0,2}")) {
      throw row.problem("fold " + fold, "a number from 1, the fold that tests on the image");
    }
    OfficialPlace ofPart = part == null ? null : OfficialPlace.of(part);
    OfficialPlace ofFold = fold == null ? null : new OfficialPlace(Integer.parseInt(fold));
    if (ofPart != null && ofFold != null && ofPart.isTest(1) != ofFold.isTest(1)) {
      throw row.problem(
          "part " + part + " and fold " + fold,
          "part test exactly in fold 1, or one of the columns");
    }
    return Optional.ofNullable(ofFold == null ? ofPart : ofFold);
  }

  private Optional<OfficialSplit> split(TreeMap<String, OfficialPlace> places, int images) {
    if (places.isEmpty()) {
      return Optional.empty();
    }
    if (places.size() < images) {
      throw new MissingInputException(
          "%s: found part or fold of %s images, expected it of all %s or of none"
              .formatted(table, places.size(), images));
    }
    return Optional.of(new OfficialSplit(places));
  }

  private void requireImages(List<String> missing, int there, MissingImages policy) {
    if (there == 0 || (policy == MissingImages.FAIL && !missing.isEmpty())) {
      throw new MissingInputException(
          "image folder %s: %s of %s images of %s are missing, first %s%s"
              .formatted(
                  folder,
                  missing.size(),
                  missing.size() + there,
                  table,
                  missing.subList(0, Math.min(LISTED, missing.size())),
                  there == 0
                      ? ""
                      : "; --set dataset.missing-images=skip continues with the %s that are there"
                          .formatted(there)));
    }
  }
}
