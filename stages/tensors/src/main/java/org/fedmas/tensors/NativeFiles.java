package org.fedmas.tensors;

import ai.djl.pytorch.jni.LibUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The checksums of the native library files that a process has loaded.
 *
 * @param files name → length and CRC-32, which practically never agree for two builds
 */
public record NativeFiles(SortedMap<String, String> files) implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int BUFFER = 1 << 20;

  public NativeFiles {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /**
   * Returns the checksums of the native libraries loaded by this process. Loads the engine and
   * reads all of its files.
   */
  public static NativeFiles loaded() {
    TensorEngine.prepareThread();
    return in(Path.of(LibUtils.getLibtorchPath()));
  }

  static NativeFiles in(Path folder) {
    TreeMap<String, String> files = new TreeMap<>();
    try (Stream<Path> children = Files.list(folder)) {
      for (Path file : children.filter(NativeFiles::isLibrary).toList()) {
        files.put(file.getFileName().toString(), identity(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the native library in " + folder, e);
    }
    return new NativeFiles(files);
  }

  /** Returns the differences, one clause per file; empty if the files are equal. */
  public String difference(NativeFiles expected) {
    TreeSet<String> names = new TreeSet<>(files.keySet());
    names.addAll(expected.files.keySet());
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      String found = in(files, name);
      String wanted = in(expected.files, name);
      if (!found.equals(wanted)) {
        text.append(text.isEmpty() ? "" : "; ");
        text.append(name).append(' ').append(wanted).append(" expected, ").append(found);
        text.append(" found");
      }
    }
    return text.toString();
  }

  private static String in(Map<String, String> files, String name) {
    return files.getOrDefault(name, "none");
  }

  private static boolean isLibrary(Path file) {
    return Files.isRegularFile(file)
        && file.getFileName().toString().matches(".*\\.(so(\\.\\d+)*|dylib|dll)");
  }

  private static String identity(Path file) throws IOException {
    CRC32 checksum = new CRC32();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      long length = 0;
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        checksum.update(buffer, 0, count);
        length += count;
      }
      return length + " bytes " + String.format("%08x", checksum.getValue());
    }
  }
}
