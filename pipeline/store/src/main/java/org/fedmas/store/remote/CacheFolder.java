package org.fedmas.store.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.fedmas.contract.Digest;
import org.fedmas.contract.FileEntry;
import org.fedmas.store.file.DurableFiles;

/**
 * The cached files, {@code <two digits>/<SHA-256>}: their time of change is when they were last
 * used, and more than one hard link means that somebody reads them.
 */
final class CacheFolder {

  /** A temporary one is being fetched: it takes room and stays. */
  private record Cached(Path file, long bytes, FileTime used, boolean temporary) {}

  private final Path root;
  private final long most;

  CacheFolder(Path root, long most) throws IOException {
    this.root = root;
    this.most = most;
    Files.createDirectories(root);
  }

  Path place(Digest digest) {
    return root.resolve(digest.hex().substring(0, 2)).resolve(digest.hex());
  }

  boolean holds(FileEntry entry) {
    return Files.exists(place(entry.sha256()));
  }

  /** Returns whether so many bytes could ever be kept. */
  boolean takes(long bytes) {
    return bytes <= most;
  }

  Path parent(Path file) {
    Path parent = file.getParent();
    return parent == null ? root : parent;
  }

  /**
   * Evicts until so many bytes more fit, the longest unused first and nothing that is read.
   *
   * @return false if they do not fit all the same
   */
  synchronized boolean makeRoom(long bytes) throws IOException {
    List<Cached> all = all();
    long used = all.stream().mapToLong(Cached::bytes).sum();
    all.sort(Comparator.comparing(Cached::used));
    for (Cached one : all) {
      if (used + bytes <= most) {
        break;
      }
      if (!one.temporary() && !isRead(one.file())) {
        Files.deleteIfExists(one.file());
        used -= one.bytes();
      }
    }
    return used + bytes <= most;
  }

  void sweep(DurableFiles files) throws IOException {
    for (Path child : children(root)) {
      AbandonedUploads.sweep(child, files);
    }
  }

  private static boolean isRead(Path file) throws IOException {
    try {
      return ((Number) Files.getAttribute(file, "unix:nlink")).intValue() > 1;
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      return false; // who reads it keeps its own link or copy
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private List<Cached> all() throws IOException {
    List<Cached> all = new ArrayList<>();
    for (Path folder : children(root)) {
      for (Path file : children(folder)) {
        try {
          all.add(
              new Cached(
                  file,
                  Files.size(file),
                  Files.getLastModifiedTime(file),
                  DurableFiles.isTemporary(String.valueOf(file.getFileName()))));
        } catch (NoSuchFileException e) {
          continue; // evicted by another process
        }
      }
    }
    return all;
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    }
  }
}
