package org.fedmas.preprocess.dataset;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fedmas.contract.NameRule;
import org.fedmas.contract.config.NearestName;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.preprocess.dataset.CsvTable.Row;
import org.fedmas.tables.image.OfficialPlace;
import org.jspecify.annotations.Nullable;

/**
 * Any data set that a table describes, with one row per image. The column {@code image} holds a
 * path within the image folder, with or without its ending; {@code label} holds the class. Optional
 * columns are {@code client}, {@code part} (train or test), {@code fold} (from 1) and {@code group}
 * (images of one group, such as a lesion, can be kept together). Other columns are {@link
 * ManifestAttributes attributes}. Classes and clients are numbered in the order of their names, so
 * the order of the rows does not matter.
 */
public final class ManifestData {

  private static final String IMAGE = "image";
  private static final String LABEL = "label";
  private static final String CLIENT = "client";
  private static final String PART = "part";
  private static final String FOLD = "fold";
  private static final String GROUP = "group";
  private static final List<String> COLUMNS = List.of(IMAGE, LABEL, CLIENT, PART, FOLD, GROUP);
  private static final int LISTED = 10;

  private final Path table;
  private final Path folder;
  private final CsvTable rows;
  private final ImageFiles files;
  private final ManifestAttributes attributes;

  private ManifestData(Path table, Path folder) {
    this.table = table;
    this.folder = folder;
    if (!Files.exists(table)) {
      throw new MissingInputException(
          "table " + table + ": not there; dataset.file names another one");
    }
    List<String> needed = List.of(IMAGE, LABEL);
    this.rows = CsvTable.read(table, needed, CsvTable.separator(table, needed));
    this.files = new ImageFiles(folder);
    this.attributes =
        new ManifestAttributes(
            rows.columns().stream().filter(one -> !COLUMNS.contains(one)).sorted().toList());
    requireColumns();
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
      throw ImageFiles.absent(folder);
    }
    return new ManifestData(table, folder).images(classes, Optional.of(policy));
  }

  /** Reads a manifest alone; the images need not be there. */
  public static FolderImages table(Path table, Path folder, List<String> classes) {
    return new ManifestData(table, folder).images(classes, Optional.empty());
  }

  private FolderImages images(List<String> classes, Optional<MissingImages> policy) {
    Names labels = classes.isEmpty() ? Names.sorted(values(LABEL)) : Names.of(classes);
    requireNames("labels", LABEL);
    boolean isPool = !rows.has(CLIENT);
    Names clients = isPool ? Names.of(List.of(FolderImages.POOL)) : Names.sorted(values(CLIENT));
    if (!isPool) {
      requireNames("clients", CLIENT);
    }
    List<SourceImage> images = new ArrayList<>();
    Map<String, Path> found = new HashMap<>();
    TreeMap<String, OfficialPlace> places = new TreeMap<>();
    List<String> missing = new ArrayList<>();
    Map<String, Row> ids = new HashMap<>();
    Map<Path, Row> sources = new HashMap<>();
    for (Row row : rows.rows()) {
      String id = NameRule.normal(row.text(IMAGE));
      checkId(row, id);
      requireFirst(row, ids.put(id, row));
      SourceImage image =
          new SourceImage(
              id,
              number(row, LABEL, labels, "dataset.classes"),
              isPool ? 0 : number(row, CLIENT, clients, CLIENT),
              row.has(GROUP) ? NameRule.normal(row.text(GROUP)) : null);
      Path file = policy.isEmpty() ? folder.resolve(id) : files.find(row.text(IMAGE));
      if (file == null) {
        missing.add(id);
        continue;
      }
      requireFirst(row, sources.put(file.normalize(), row));
      images.add(image);
      found.put(id, file);
      place(row).ifPresent(place -> places.put(id, place));
    }
    requireImages(missing, images.size(), policy.orElse(MissingImages.SKIP));
    images.sort(SourceImage.ORDER);
    return new FolderImages(
        labels.list(),
        Client.numbered(clients.list()),
        images,
        found,
        split(places, images.size()),
        List.of(table),
        isPool,
        missing.size(),
        attributes.rows(images, ids),
        policy.isEmpty()
            ? attributes.note(table).stream().toList()
            : Stream.of(files.beside(found.values(), table), attributes.note(table))
                .flatMap(Optional::stream)
                .toList());
  }

  /** Requires that no column is ignored for the letter case or white space of its name. */
  private void requireColumns() {
    for (String column : rows.columns()) {
      String meant = NameRule.likeness(column);
      if (COLUMNS.contains(meant) && !COLUMNS.contains(column)) {
        throw new MissingInputException(
            "%s:1: found column %s, expected %s or another name. Rename it"
                .formatted(table, NameRule.shown(column), meant));
      }
    }
  }

  private Collection<String> values(String column) {
    return rows.rows().stream()
        .filter(row -> row.has(column))
        .map(row -> row.text(column))
        .distinct()
        .toList();
  }

  private void requireNames(String kind, String column) {
    Map<String, String> names = new TreeMap<>();
    for (Row row : rows.rows()) {
      if (row.has(column)) {
        names.putIfAbsent(row.text(column), "line " + row.line());
      }
    }
    Names.require(String.valueOf(table), kind, names);
  }

  private static void requireFirst(Row row, @Nullable Row earlier) {
    if (earlier != null) {
      String id = row.text(IMAGE);
      String first = earlier.text(IMAGE);
      throw row.problem(
          "image %s again (first on line %s%s)"
              .formatted(
                  NameRule.shown(id),
                  earlier.line(),
                  first.equals(id) ? "" : " as " + NameRule.shown(first)),
          "one row per image");
    }
  }

  private static void checkId(Row row, String id) {
    if (!row.has(IMAGE)) {
      throw row.problem("no image", "a path within the image folder");
    }
    try {
      Path path = Path.of(id);
      if (path.isAbsolute() || path.normalize().startsWith("..")) {
        throw row.problem("image " + id, "a path within the image folder");
      }
    } catch (InvalidPathException e) {
      throw row.problem(
          "image " + NameRule.shown(id) + " (" + e.getReason() + ")",
          NameRule.isUtf8() ? "a file name" : "a UTF-8 locale, such as LC_ALL=C.UTF-8");
    }
  }

  private static int number(Row row, String column, Names names, String where) {
    String name = row.text(column);
    int number = names.number(name);
    if (number < 0 && !row.has(column)) {
      throw row.problem(
          name.isEmpty() ? "no " + column : column + " " + name + ", a missing value",
          "one in every row");
    }
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
    return row.has(column) ? row.text(column) : null;
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
                  missing.stream().limit(LISTED).map(files::explained).toList(),
                  there == 0
                      ? ""
                      : "; --set dataset.missing-images=skip continues with the %s that are there"
                          .formatted(there)));
    }
  }
}
