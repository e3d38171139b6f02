package org.fedmas.preprocess.dataset;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fedmas.contract.NameRule;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.preprocess.dataset.PassedOver.Reason;

/**
 * Images sorted into folders: {@code CLASS/…/picture.jpg}, or {@code CLIENT/CLASS/…/picture.jpg}.
 * The first level below the data folder, or below the client, is the class; deeper folders are read
 * but have no meaning. The image id is the path within the folder in form NFC, with forward
 * slashes. A folder without a picture is not a class. Every other file is counted in {@link
 * PassedOver}.
 */
public final class ClassFolders {

  private static final int LISTED = 10;

  private final Path folder;
  private final FolderListing listing;
  private final PassedOver passedOver;
  private final Map<Path, List<Path>> pictures = new LinkedHashMap<>();
  private final List<Path> broken = new ArrayList<>();

  private ClassFolders(Path folder) {
    this.folder = folder;
    this.listing = FolderListing.below(folder);
    this.passedOver = listing.passedOver();
  }

  /**
   * Looks for the images of one pool.
   *
   * @param classes the classes in order; empty to take the folders' names
   * @param missing the treatment of broken links and other names without a regular file
   * @throws MissingInputException if no image is found, or a folder is not a known class, or names
   *     cannot be decoded or told apart
   */
  public static FolderImages pool(Path folder, List<String> classes, MissingImages missing) {
    return new ClassFolders(folder).open(List.of(folder), classes, missing, true);
  }

  /**
   * Looks for the images of clients, each with a folder of its own.
   *
   * @param classes as above
   * @param missing as above
   * @throws MissingInputException as above
   */
  public static FolderImages ofClients(Path folder, List<String> classes, MissingImages missing) {
    ClassFolders tree = new ClassFolders(folder);
    return tree.open(tree.folders(folder), classes, missing, false);
  }

  private FolderImages open(
      List<Path> clients, List<String> classes, MissingImages policy, boolean isPool) {
    for (Path client : clients) {
      for (Path label : folders(client)) {
        pictures.put(label, pictures(label));
      }
    }
    listing.undecoded().requireNone();
    requireImages(isPool, policy);
    pictures.forEach(
        (label, files) -> {
          if (files.isEmpty()) {
            passedOver.add(Reason.EMPTY, label);
          }
        });
    pictures.values().removeIf(List::isEmpty);
    requireNames("classes", pictures.keySet().stream().toList());
    List<Path> holders =
        clients.stream()
            .filter(
                one -> pictures.keySet().stream().anyMatch(label -> one.equals(label.getParent())))
            .toList();
    if (!isPool) {
      clients.stream()
          .filter(one -> !holders.contains(one))
          .forEach(one -> passedOver.add(Reason.EMPTY, one));
      requireNames("clients", holders);
    }
    return images(holders, classes, isPool);
  }

  private FolderImages images(List<Path> holders, List<String> classes, boolean isPool) {
    Names clientNames =
        isPool
            ? Names.of(List.of(FolderImages.POOL))
            : Names.sorted(holders.stream().map(FolderListing::name).toList());
    Names labels =
        classes.isEmpty()
            ? Names.sorted(pictures.keySet().stream().map(FolderListing::name).toList())
            : Names.of(classes);
    List<SourceImage> images = new ArrayList<>();
    Map<String, Path> files = new LinkedHashMap<>();
    pictures.forEach(
        (label, those) -> {
          int number = labels.number(FolderListing.name(label));
          if (number < 0) {
            throw new MissingInputException(
                "%s: unknown class folder; expected one of %s".formatted(label, labels.list()));
          }
          int client =
              isPool
                  ? 0
                  : clientNames.number(
                      FolderListing.name(Optional.ofNullable(label.getParent()).orElse(folder)));
          for (Path file : those) {
            String id = NameRule.form(folder.relativize(file).toString().replace('\\', '/'));
            images.add(new SourceImage(id, number, client, null));
            Path other = files.put(id, file);
            if (other != null) {
              throw new MissingInputException(
                  "image folder %s: found %s and %s, whose names differ only in Unicode form; rename one"
                      .formatted(folder, shown(other), shown(file)));
            }
          }
        });
    return new FolderImages(
        labels.list(),
        Client.numbered(clientNames.list()),
        images,
        files,
        Optional.empty(),
        List.of(),
        isPool,
        broken.size(),
        List.of(),
        Stream.of(passedOver.note(), brokenNote(), deeperNote())
            .flatMap(Optional::stream)
            .toList());
  }

  private Optional<String> brokenNote() {
    return broken.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "not read below %s, since they are not files: %s"
                .formatted(folder, broken.stream().limit(LISTED).map(this::explained).toList()));
  }

  private Optional<String> deeperNote() {
    long below =
        pictures.entrySet().stream()
            .flatMap(
                label ->
                    label.getValue().stream()
                        .filter(one -> !label.getKey().equals(one.getParent())))
            .count();
    return below == 0
        ? Optional.empty()
        : Optional.of(
            "read below %s: %s in folders below those of classes; they belong to the class above (dataset.layout)"
                .formatted(folder, PassedOver.count(below, "picture")));
  }

  private void requireImages(boolean isPool, MissingImages policy) {
    int there = pictures.values().stream().mapToInt(List::size).sum();
    if (!broken.isEmpty() && (there == 0 || policy == MissingImages.FAIL)) {
      throw new MissingInputException(
          "image folder %s: %s of %s images are not files that can be read, first %s%s"
              .formatted(
                  folder,
                  broken.size(),
                  broken.size() + there,
                  broken.stream().limit(LISTED).map(this::explained).toList(),
                  there == 0
                      ? ""
                      : "; --set dataset.missing-images=skip continues with the "
                          + there
                          + " others"));
    }
    if (there == 0) {
      throw new MissingInputException(
          folder
              + ": found no image; expected "
              + (isPool ? "CLASS" : "CLIENT/CLASS")
              + "/picture"
              + SourceFile.ENDINGS
              + " (dataset.layout)"
              + passedOver.note().map(note -> "; " + note).orElse(""));
    }
  }

  private void requireNames(String kind, List<Path> folders) {
    Map<String, String> found = new TreeMap<>();
    folders.forEach(one -> found.putIfAbsent(FolderListing.name(one), shown(one)));
    Names.require("image folder " + folder, kind, found);
  }

  /** Returns the folders of classes or clients in a folder, in order. */
  private List<Path> folders(Path parent) {
    List<Path> folders = new ArrayList<>();
    for (Path child : listing.children(parent)) {
      if (Files.isDirectory(child)) {
        folders.add(child);
      } else if (isBroken(child)) {
        broken.add(child);
      } else {
        listing.passOver(child);
      }
    }
    return folders;
  }

  /** Returns the pictures of a class folder and of the folders below it, in order. */
  private List<Path> pictures(Path label) {
    List<Path> found = new ArrayList<>();
    for (Path child : listing.children(label)) {
      if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
        found.addAll(pictures(child));
      } else if (Files.isDirectory(child)) {
        passedOver.add(Reason.LINK, child);
      } else if (!SourceFile.isImage(child)) {
        passedOver.add(
            Files.isRegularFile(child) || isBroken(child) ? Reason.ENDING : Reason.SPECIAL, child);
      } else if (Files.isRegularFile(child)) {
        found.add(child);
      } else {
        broken.add(child);
      }
    }
    return found;
  }

  private static boolean isBroken(Path path) {
    return Files.isSymbolicLink(path) && !Files.exists(path);
  }

  private String explained(Path path) {
    return shown(path) + ImageFiles.state(path).map(why -> " (" + why + ")").orElse("");
  }

  private String shown(Path path) {
    return NameRule.shown(folder.relativize(path).toString());
  }
}
