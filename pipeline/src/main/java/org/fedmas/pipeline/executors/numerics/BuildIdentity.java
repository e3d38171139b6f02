package org.fedmas.pipeline.executors.numerics;

import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;
import org.fedmas.contract.Digest;

/**
 * The code that a process runs, derived from its class path.
 *
 * @param build digest of the classes and resources of fedmas
 * @param libraries file names of the other jars, which include their versions
 */
public record BuildIdentity(String build, Set<String> libraries) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Excluded, since each process may log in its own way. */
  private static final String LOGGING = "slf4j-simple-";

  private static final String OURS = "org/fedmas/";

  /** Packages of tests and benchmarks, which are not deployed. */
  private static final List<String> NOT_SHIPPED = List.of("bench", "testkit");

  /** Holder of the cached identity; the class path of a process does not change. */
  private static final class Current {
    static final BuildIdentity IDENTITY = of(System.getProperty("java.class.path", ""));
  }

  public BuildIdentity {
    libraries = java.util.Collections.unmodifiableSet(new TreeSet<>(libraries));
  }

  /** Returns the instance shared by this process. */
  public static BuildIdentity current() {
    return Current.IDENTITY;
  }

  static BuildIdentity of(String classPath) {
    TreeMap<String, Long> entries = new TreeMap<>();
    TreeSet<String> libraries = new TreeSet<>();
    List<Path> folders = new ArrayList<>();
    List<Path> paths =
        Arrays.stream(classPath.split(File.pathSeparator, -1)).map(Path::of).toList();
    try {
      for (Path path : paths) {
        String name = String.valueOf(path.getFileName());
        if (name.startsWith("fedmas-") && name.endsWith(".jar")) {
          readJar(path, entries);
          folders.add(path.toAbsolutePath().getParent());
        } else if (name.equals("classes") && Files.isDirectory(path)) {
          readFolder(path, entries);
        }
      }
      for (Path path : paths) {
        String name = String.valueOf(path.getFileName());
        if (folders.contains(path.toAbsolutePath().getParent())
            && !name.startsWith(LOGGING)
            && !name.startsWith("fedmas-")) {
          libraries.add(name);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the class path " + classPath, e);
    }
    return new BuildIdentity(Digest.of(entries.toString()).hex().substring(0, 16), libraries);
  }

  /** Returns how a worker's code differs from this driver's; empty if the worker is suitable. */
  public String missingFrom(BuildIdentity worker) {
    if (!build.equals(worker.build)) {
      return "another build of fedmas: the driver's is " + build + ", the worker's " + worker.build;
    }
    TreeSet<String> missing = new TreeSet<>(libraries);
    missing.removeAll(worker.libraries);
    return missing.isEmpty() ? "" : "other libraries: it lacks " + String.join(", ", missing);
  }

  private static void readJar(Path jar, TreeMap<String, Long> entries) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      zip.stream()
          .filter(entry -> counts(entry.getName()))
          .forEach(entry -> entries.put(entry.getName(), entry.getCrc()));
    }
  }

  private static void readFolder(Path classes, TreeMap<String, Long> entries) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = classes.relativize(file).toString().replace('\\', '/');
        if (counts(name)) {
          CRC32 checksum = new CRC32();
          checksum.update(Files.readAllBytes(file));
          entries.put(name, checksum.getValue());
        }
      }
    }
  }

  private static boolean counts(String name) {
    return name.startsWith(OURS)
        && !name.endsWith("/")
        && NOT_SHIPPED.stream().noneMatch(part -> name.startsWith(OURS + part + "/"));
  }
}
