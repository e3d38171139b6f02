package org.fedmas.preprocess.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * @param listing the folders as listed, and what is not read
 */
record KvasirFolders(
    Path folder,
    TreeMap<String, Path> classes,
    TreeMap<String, Path> files,
    FolderListing listing) {

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
    KvasirFolders found =
        new KvasirFolders(folder, new TreeMap<>(), new TreeMap<>(), FolderListing.below(folder));
    for (String tract : TRACTS) {
      if (Files.isDirectory(folder.resolve(tract))) {
        for (Path category : found.listing.folders(folder.resolve(tract))) {
          found.listing.folders(category).forEach(found::add);
        }
      }
    }
    found.listing.undecoded().requireNone();
    return found;
  }

  private void add(Path label) {
    String name = FolderListing.name(label);
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
    for (Path file : listing.children(label)) {
      if (!Files.isRegularFile(file) || !SourceFile.isImage(file)) {
        listing.passOver(file);
      } else {
        Path twin = files.put(FolderListing.name(file), file);
        if (twin != null) {
          throw new MissingInputException(
              "found images %s and %s, expected one file of that name. Remove the other"
                  .formatted(twin, file));
        }
      }
    }
  }

  /**
   * Returns sentences about files that are not read.
   *
   * @param listed file names of the images that the split names
   */
  List<String> notes(Set<String> listed, Path split) {
    List<Path> others =
        files.entrySet().stream()
            .filter(file -> !listed.contains(file.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    return Stream.of(listing.passedOver().note(), PassedOver.unlisted(folder, others, split))
        .flatMap(Optional::stream)
        .toList();
  }
}
