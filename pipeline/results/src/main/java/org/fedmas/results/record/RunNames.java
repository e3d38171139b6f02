package org.fedmas.results.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The names of the runs of a store. A run of a table of experiments is {@code <table>/<run>}. */
public final class RunNames {

  /** Separates the name of a table from that of its run. */
  public static final char OF_TABLE = '/';

  /** Replaces the separator in names of files; no run's name has this character. */
  private static final char IN_FILES = '~';

  private RunNames() {}

  /** Returns a run's name in a form that is one file's name. */
  static String flat(String run) {
    return run.replace(OF_TABLE, IN_FILES);
  }

  /** Returns every run that has a folder for its results or for its control. */
  public static List<String> in(Path artifacts) {
    Set<String> names = new LinkedHashSet<>();
    for (Path child : folders(RunFolder.runs(artifacts))) {
      boolean isRun = isRecorded(child);
      List<Path> inner =
          folders(child).stream().filter(folder -> !isRun || isRecorded(folder)).toList();
      if (isRun || inner.isEmpty()) {
        names.add(name(child));
      }
      inner.forEach(run -> names.add(name(child) + OF_TABLE + name(run)));
    }
    for (Path control : folders(RunFolder.controls(artifacts))) {
      names.add(name(control).replace(IN_FILES, OF_TABLE));
    }
    return List.copyOf(names);
  }

  /** Returns the run that a path inside the folder of all runs belongs to. */
  public static String of(Path artifacts, Path inside) {
    String first = inside.getName(0).toString();
    if (inside.getNameCount() < 2 || isRecorded(RunFolder.runs(artifacts).resolve(first))) {
      return first;
    }
    return first + OF_TABLE + inside.getName(1);
  }

  private static boolean isRecorded(Path folder) {
    return Files.exists(folder.resolve(RunRecord.FILE));
  }

  private static String name(Path folder) {
    return String.valueOf(folder.getFileName());
  }

  private static List<Path> folders(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> folders = new ArrayList<>();
    try (Stream<Path> children = Files.list(folder)) {
      children
          .filter(Files::isDirectory)
          .filter(child -> !name(child).startsWith("."))
          .sorted()
          .forEach(folders::add);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
    return folders;
  }
}
