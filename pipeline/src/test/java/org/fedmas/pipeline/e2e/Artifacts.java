package org.fedmas.pipeline.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A folder of artifacts on disk. */
record Artifacts(Path folder) {

  /** Returns the number of artifact folders with a manifest. */
  int units() {
    return (int) folders().stream().filter(Artifacts::isCommitted).count();
  }

  /** Returns the number of committed units of a kind. */
  int units(String kind) {
    return (int)
        folders().stream()
            .filter(artifact -> artifact.getParent().getFileName().toString().equals(kind))
            .filter(Artifacts::isCommitted)
            .count();
  }

  /** Returns the artifact folders without a manifest, which must not exist. */
  List<Path> halfWritten() {
    return folders().stream().filter(artifact -> !isCommitted(artifact)).toList();
  }

  /** Returns the fingerprints of units that are being computed. */
  List<String> inProgress() {
    List<String> committed =
        folders().stream()
            .filter(Artifacts::isCommitted)
            .map(artifact -> artifact.getFileName().toString())
            .toList();
    return list(folder.resolve(".leases")).stream()
        .map(lease -> lease.getFileName().toString())
        .filter(name -> name.matches("[0-9a-f]{64}") && !committed.contains(name))
        .toList();
  }

  /** Returns the committed artifacts with the identity of their manifest files. */
  TreeMap<Path, Object> identities() {
    TreeMap<Path, Object> identities = new TreeMap<>();
    for (Path artifact : folders()) {
      try {
        Path manifest = artifact.resolve("manifest.json");
        identities.put(
            artifact, Files.readAttributes(manifest, BasicFileAttributes.class).fileKey());
      } catch (IOException e) {
        continue; // reported by halfWritten
      }
    }
    return identities;
  }

  /** Returns temporary files, leases and control folders of dead processes. */
  List<Path> temporaries() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(
              path ->
                  path.getFileName().toString().matches("\\.(tmp|aside)-.*")
                      || path.getParent().endsWith(".partial")
                      || path.getParent().endsWith(".leases")
                      || path.getParent().endsWith(".control"))
          .toList();
    }
  }

  /**
   * Returns one line per kind: the name, the number of artifacts, and the files of each artifact.
   */
  String tree() {
    TreeMap<String, Integer> counts = new TreeMap<>();
    TreeMap<String, TreeSet<String>> names = new TreeMap<>();
    for (Path artifact : folders()) {
      String kind = artifact.getParent().getFileName().toString();
      counts.merge(kind, 1, Integer::sum);
      TreeSet<String> files = names.computeIfAbsent(kind, k -> new TreeSet<>());
      list(artifact).forEach(file -> files.add(file.getFileName().toString()));
    }
    StringBuilder text = new StringBuilder();
    counts.forEach(
        (kind, count) ->
            text.append(kind)
                .append(" × ")
                .append(count)
                .append(": ")
                .append(String.join(" ", names.get(kind)))
                .append('\n'));
    return text.toString();
  }

  /** Returns the only folder with the given fingerprint. */
  Path artifact(String fingerprint) {
    String name = fingerprint.replace("sha256:", "");
    return folders().stream()
        .filter(artifact -> artifact.getFileName().toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no artifact " + fingerprint + " in " + folder));
  }

  void copyTo(Path target) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.toList()) {
        Files.copy(path, target.resolve(folder.relativize(path).toString()));
      }
    }
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private List<Path> folders() {
    return list(folder).stream()
        .filter(kind -> !kind.getFileName().toString().equals("runs"))
        .filter(Artifacts::isVisible)
        .flatMap(kind -> list(kind).stream())
        .filter(Artifacts::isVisible)
        .toList();
  }

  private static boolean isCommitted(Path artifact) {
    return Files.exists(artifact.resolve("manifest.json"));
  }

  private static boolean isVisible(Path path) {
    return !path.getFileName().toString().startsWith(".");
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
