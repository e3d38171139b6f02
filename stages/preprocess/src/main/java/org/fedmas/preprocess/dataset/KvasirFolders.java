package org.fedmas.preprocess.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fedmas.contract.config.NearestName;
import org.fedmas.contract.error.MissingInputException;

/**
 * The published folders of HyperKvasir: {@code {lower,upper}-gi-tract/CATEGORY/CLASS/NAME.jpg}.
 *
 * @param folder the folder of both tracts
 * @param classes folders of classes by name
 * @param files images by file name
 */
record KvasirFolders(Path folder, TreeMap<String, Path> classes, TreeMap<String, Path> files) {

  private static final List<String> TRACTS = List.of("lower-gi-tract", "upper-gi-tract");

  /**
   * Lists all images.
   *
   * @throws MissingInputException if a folder is absent or not one of the published ones, or if two
   *     folders hold files of one name
   */
  static KvasirFolders in(Path folder) {
    if (TRACTS.stream().noneMatch(tract -> Files.isDirectory(folder.resolve(tract)))) {
      throw new MissingInputException(
          """
          image folder %s: found neither %s, expected the folders of HyperKvasir as they are \
          unpacked. Run fedmas data fetch --only %s, or unpack the published archive there"""
              .formatted(folder, String.join(" nor ", TRACTS), folder.getFileName()));
    }
    KvasirFolders found = new KvasirFolders(folder, new TreeMap<>(), new TreeMap<>());
    for (String tract : TRACTS) {
      for (Path category : folders(folder.resolve(tract))) {
        folders(category).forEach(found::add);
      }
    }
    return found;
  }

  private void add(Path label) {
    String name = name(label);
    if (Finding.ofFolder(name).isEmpty()) {
      throw new MissingInputException(
          "%s: found an unknown class folder, expected one of %s%s"
              .formatted(label, Finding.folders(), NearestName.hint(name, Finding.folders())));
    }
    Path other = classes.put(name, label);
    if (other != null) {
      throw new MissingInputException(
          "found class folders %s and %s, expected one of them. Remove the other"
              .formatted(other, label));
    }
    for (Path file : children(label)) {
      if (Files.isRegularFile(file) && SourceFile.isImage(file)) {
        Path twin = files.put(name(file), file);
        if (twin != null) {
          throw new MissingInputException(
              "found images %s and %s, expected one file of that name. Remove the other"
                  .formatted(twin, file));
        }
      }
    }
  }

  private static List<Path> folders(Path parent) {
    return Files.isDirectory(parent)
        ? children(parent).stream()
            .filter(child -> Files.isDirectory(child) && !name(child).startsWith("."))
            .toList()
        : List.of();
  }

  private static List<Path> children(Path parent) {
    try (Stream<Path> all = Files.list(parent)) {
      return all.sorted().toList();
    } catch (IOException e) {
      throw new MissingInputException(parent + ": cannot be read (" + e + ")", e);
    }
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
