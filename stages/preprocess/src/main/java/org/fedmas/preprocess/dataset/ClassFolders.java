package org.fedmas.preprocess.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.fedmas.contract.error.MissingInputException;

/**
 * Images sorted into folders: {@code CLASS/…/picture.jpg}, or {@code CLIENT/CLASS/…/picture.jpg}.
 * The first level below the data folder, or below the client, is the class; deeper folders are read
 * but have no meaning. The image id is the path within the folder, with forward slashes. Hidden
 * files and folders, and files without the ending of an image, are skipped.
 */
public final class ClassFolders {

  private ClassFolders() {}

  /**
   * Looks for the images of one pool.
   *
   * @param classes the classes in order; empty to take the folders' names
   * @throws MissingInputException if no image is found, or a folder is not a known class
   */
  public static FolderImages pool(Path folder, List<String> classes) {
    return open(folder, List.of(folder), Names.of(List.of(FolderImages.POOL)), classes, true);
  }

  /**
   * Looks for the images of clients, each with a folder of its own.
   *
   * @param classes as above
   * @throws MissingInputException as above
   */
  public static FolderImages ofClients(Path folder, List<String> classes) {
    List<Path> clients = folders(folder);
    Names names = Names.sorted(clients.stream().map(ClassFolders::name).toList());
    return open(folder, clients, names, classes, false);
  }

  private static FolderImages open(
      Path folder, List<Path> clients, Names clientNames, List<String> classes, boolean isPool) {
    TreeSet<String> found = new TreeSet<>();
    for (Path client : clients) {
      folders(client).forEach(one -> found.add(name(one)));
    }
    Names labels = classes.isEmpty() ? Names.sorted(found) : Names.of(classes);
    List<SourceImage> images = new ArrayList<>();
    Map<String, Path> files = new HashMap<>();
    for (Path client : clients) {
      int number = isPool ? 0 : clientNames.number(name(client));
      for (Path label : folders(client)) {
        if (labels.number(name(label)) < 0) {
          throw new MissingInputException(
              "%s: unknown class folder; expected one of %s".formatted(label, labels.list()));
        }
        for (Path file : pictures(label)) {
          String id = folder.relativize(file).toString().replace('\\', '/');
          images.add(new SourceImage(id, labels.number(name(label)), number, null));
          files.put(id, file);
        }
      }
    }
    if (images.isEmpty()) {
      throw new MissingInputException(
          "%s: found no image; expected %s/picture%s (dataset.layout)"
              .formatted(folder, isPool ? "CLASS" : "CLIENT/CLASS", SourceFile.ENDINGS));
    }
    return new FolderImages(
        labels.list(),
        Client.numbered(clientNames.list()),
        images,
        files,
        Optional.empty(),
        List.of(),
        isPool,
        0);
  }

  /** Returns the pictures in a folder and in the folders below it; links to folders stay closed. */
  private static List<Path> pictures(Path parent) {
    List<Path> found = new ArrayList<>();
    for (Path child : children(parent).toList()) {
      if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
        if (!name(child).startsWith(".")) {
          found.addAll(pictures(child));
        }
      } else if (SourceFile.isImage(child)) {
        found.add(child);
      }
    }
    return found;
  }

  private static List<Path> folders(Path parent) {
    return children(parent)
        .filter(child -> Files.isDirectory(child) && !name(child).startsWith("."))
        .toList();
  }

  private static Stream<Path> children(Path parent) {
    if (!Files.isDirectory(parent)) {
      throw new MissingInputException(
          "image folder " + parent + ": not there; dataset.folder names another one");
    }
    try (Stream<Path> all = Files.list(parent)) {
      return all.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + parent, e);
    }
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
