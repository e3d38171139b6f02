package org.fedmas.pipeline.run.driver;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

/** The program's own archives on the class path. */
final class ProgramFiles {

  private static final String OWN = "fedmas-";

  private ProgramFiles() {}

  /**
   * Returns whether a file was written after the program was built. Never where the program runs
   * from folders of classes, which change file by file.
   */
  static boolean areOlderThan(Path file) throws IOException {
    return areOlderThan(file, System.getProperty("java.class.path"));
  }

  static boolean areOlderThan(Path file, String classPath) throws IOException {
    List<Path> own = own(classPath);
    FileTime written = Files.getLastModifiedTime(file);
    for (Path archive : own) {
      if (Files.getLastModifiedTime(archive).compareTo(written) >= 0) {
        return false;
      }
    }
    return !own.isEmpty();
  }

  private static List<Path> own(String classPath) {
    List<Path> own = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      Path file = Path.of(entry);
      if (String.valueOf(file.getFileName()).startsWith(OWN) && Files.isRegularFile(file)) {
        own.add(file);
      }
    }
    return own;
  }
}
