package org.fedmas.preprocess.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.fedmas.contract.NameRule;
import org.fedmas.contract.error.MissingInputException;
import org.jspecify.annotations.Nullable;

/**
 * The files below a folder of images, found by the names that a table gives them. Not safe for use
 * by several threads.
 */
final class ImageFiles {

  /** The folder tree is searched to this depth for a file that lies elsewhere. */
  private static final int DEEPEST = 8;

  private final Path folder;

  /** Folder → name as of {@link #key} → files of that name, filled when a name is not found. */
  private final Map<Path, Map<String, List<Path>>> listings = new HashMap<>();

  /** The names of all files below the folder, filled when a missing image is explained. */
  private @Nullable Map<String, Path> everywhere;

  ImageFiles(Path folder) {
    this.folder = folder;
  }

  /** Returns the error that a folder does not exist, with a folder that may be meant. */
  static MissingInputException absent(Path folder) {
    String wanted = NameRule.likeness(String.valueOf(folder.getFileName()));
    String hint = "";
    try (Stream<Path> siblings =
        Files.list(folder.toAbsolutePath().normalize().resolveSibling("."))) {
      hint =
          siblings
              .filter(Files::isDirectory)
              .map(path -> String.valueOf(path.getFileName()))
              .filter(name -> NameRule.likeness(name).equals(wanted))
              .min(Comparator.naturalOrder())
              .map(name -> " (" + NameRule.shown(name) + " is there)")
              .orElse("");
    } catch (IOException | UncheckedIOException e) {
      hint = ""; // nothing to compare with
    }
    return new MissingInputException(
        "image folder %s: not there%s; dataset.folder names another one".formatted(folder, hint));
  }

  /**
   * Returns the file of an image: as written, or with the first ending that exists. The case of the
   * ending and the Unicode form of the name may differ. Null if no regular file has the name.
   *
   * @throws MissingInputException if several files fit equally well
   */
  @Nullable Path find(String name) {
    Path exact = folder.resolve(name);
    if (Files.isRegularFile(exact)) {
      return exact;
    }
    for (String ending : SourceFile.ENDINGS) {
      Path file = folder.resolve(name + ending);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    Map<String, List<Path>> there = listing(Optional.ofNullable(exact.getParent()).orElse(folder));
    String key = key(String.valueOf(exact.getFileName()));
    List<String> keys = new ArrayList<>(List.of(key));
    SourceFile.ENDINGS.forEach(ending -> keys.add(key + ending));
    for (String one : keys) {
      List<Path> files = there.getOrDefault(one, List.of());
      if (files.size() > 1) {
        throw new MissingInputException(
            "image %s: found %s, expected one file. Write the ending as the file has it"
                .formatted(name, files));
      }
      if (!files.isEmpty()) {
        return files.get(0);
      }
    }
    return null;
  }

  /** Returns the name of a missing image, and what lies in its place or is named alike. */
  String explained(String name) {
    return NameRule.shown(name) + reason(name).map(why -> " (" + why + ")").orElse("");
  }

  /**
   * Returns a sentence that counts the pictures beside those of a table; empty without any.
   *
   * @param listed the files of the table's images
   */
  Optional<String> beside(Collection<Path> listed, Path table) {
    Set<Path> known = new HashSet<>();
    listed.forEach(file -> known.add(file.normalize()));
    Set<Path> parents = new TreeSet<>();
    known.forEach(file -> parents.add(Optional.ofNullable(file.getParent()).orElse(folder)));
    List<Path> others = new ArrayList<>();
    for (Path parent : parents) {
      try (Stream<Path> files = Files.list(parent)) {
        files
            .map(Path::normalize)
            .filter(file -> SourceFile.isImage(file) && !known.contains(file))
            .forEach(others::add);
      } catch (IOException | UncheckedIOException e) {
        return Optional.empty(); // the images themselves could be opened
      }
    }
    return PassedOver.unlisted(folder, others, table);
  }

  private Optional<String> reason(String name) {
    String slashes = name.replace('\\', '/');
    if (!slashes.equals(name) && find(slashes) != null) {
      return Optional.of(slashes + " is there");
    }
    Path exact = folder.resolve(name);
    Optional<String> inPlace = state(exact);
    if (inPlace.isPresent()) {
      return inPlace;
    }
    String wanted = NameRule.likeness(stem(exact));
    Path other = everywhere().get(wanted);
    Path undecoded = everywhere().get(outline(wanted));
    if (other == null && undecoded != null) {
      return Optional.of(folder.relativize(undecoded) + ", not text in UTF-8, is there");
    }
    return other == null
        ? Optional.empty()
        : Optional.of(NameRule.shown(folder.relativize(other).toString()) + " is there");
  }

  /** Returns a reason why a path is not a regular file that can be read; empty if none exists. */
  static Optional<String> state(Path path) {
    try {
      if (Files.readAttributes(path, "isDirectory", LinkOption.NOFOLLOW_LINKS)
          .containsValue(true)) {
        return Optional.of("a folder");
      }
      if (Files.isSymbolicLink(path) && !Files.exists(path)) {
        return Optional.of("a broken link to " + Files.readSymbolicLink(path));
      }
      return Files.isRegularFile(path) ? Optional.empty() : Optional.of("not a regular file");
    } catch (AccessDeniedException e) {
      return Optional.of("permission denied");
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Map<String, List<Path>> listing(Path parent) {
    return listings.computeIfAbsent(
        parent,
        one -> {
          Map<String, List<Path>> names = new TreeMap<>();
          try (Stream<Path> files = Files.list(one)) {
            files
                .sorted()
                .filter(Files::isRegularFile)
                .forEach(
                    file ->
                        names
                            .computeIfAbsent(
                                key(String.valueOf(file.getFileName())), key -> new ArrayList<>())
                            .add(file));
          } catch (IOException | UncheckedIOException e) {
            return Map.of();
          }
          return names;
        });
  }

  private Map<String, Path> everywhere() {
    Map<String, Path> known = everywhere;
    if (known == null) {
      known = new TreeMap<>();
      try (Stream<Path> files =
          Files.find(folder, DEEPEST, (path, attributes) -> attributes.isRegularFile())) {
        for (Path file : files.sorted().toList()) {
          String name = NameRule.likeness(stem(file));
          known.putIfAbsent(NameRule.isDecoded(name) ? name : outline(name), file);
        }
      } catch (IOException | UncheckedIOException e) {
        known.clear(); // a tree that cannot be read explains nothing
      }
      everywhere = known;
    }
    return known;
  }

  /** Returns a file name in form NFC, its ending in lower case if pictures have it. */
  private static String key(String name) {
    String form = NameRule.form(name);
    String lower = form.toLowerCase(Locale.ROOT);
    return SourceFile.ENDINGS.stream()
        .filter(lower::endsWith)
        .findFirst()
        .map(ending -> form.substring(0, form.length() - ending.length()) + ending)
        .orElse(form);
  }

  /**
   * Returns a name whose characters outside ASCII are all the same, however many bytes they had.
   */
  private static String outline(String name) {
    return name.replaceAll("[^\\x00-\\x7F]+", "\uFFFD");
  }

  private static String stem(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
