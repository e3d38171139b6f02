package org.fedmas.tensors;

import ai.djl.pytorch.jni.LibUtils;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * The checksums of the native library files that a process has loaded.
 *
 * @param files name → length and CRC-32, which practically never agree for two builds
 */
public record NativeFiles(SortedMap<String, String> files) implements Serializable {

  private static final long serialVersionUID = 1L;

  public NativeFiles {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** Returns the checksums of this process's native libraries; loads the engine and reads them. */
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
      String found = files.getOrDefault(name, "none");
      String wanted = expected.files.getOrDefault(name, "none");
      if (!found.equals(wanted)) {
        text.append(text.isEmpty() ? "" : "; ");
        text.append("%s %s expected, %s found".formatted(name, wanted, found));
      }
    }
    return text.toString();
  }

  private static boolean isLibrary(Path file) {
    return Files.isRegularFile(file)
        && file.getFileName().toString().matches(".*\\.(so(\\.\\d+)*|dylib|dll)");
  }

  private static String identity(Path file) throws IOException {
    try (CheckedInputStream in = new CheckedInputStream(Files.newInputStream(file), new CRC32())) {
      long length = in.transferTo(OutputStream.nullOutputStream());
      return length + " bytes " + String.format(Locale.ROOT, "%08x", in.getChecksum().getValue());
    }
  }
}
