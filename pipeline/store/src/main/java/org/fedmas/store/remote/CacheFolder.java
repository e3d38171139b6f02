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
import org.fedmas.store.file.Owner;

/**
 * The cached files, {@code <two digits>/<SHA-256>}. A file's modification time is the time of its
 * last use. A file with several hard links is in use.
 */
final class CacheFolder {

  /** A cached file; a temporary file is being fetched, uses space and is not evicted. */
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

  /** Returns whether a file of the given size can be cached at all. */
  boolean takes(long bytes) {
    return bytes <= most;
  }

  Path parent(Path file) {
    Path parent = file.getParent();
    return parent == null ? root : parent;
  }

  /** Evicts unused files, least recently used first; returns whether the bytes then fit. */
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
      if (Files.isDirectory(child)) {
        sweep(child, files);
      }
    }
  }

  /** Deletes the temporary files that dead processes of this machine left in a folder. */
  static void sweep(Path folder, DurableFiles files) throws IOException {
    for (Path child : children(folder)) {
      String name = String.valueOf(child.getFileName());
      boolean dead =
          Owner.inName(name).filter(owner -> owner.life() == Owner.Life.DEAD).isPresent();
      if (DurableFiles.isTemporary(name) && dead) {
        files.delete(child);
      }
    }
  }

  private static boolean isRead(Path file) throws IOException {
    try {
      return ((Number) Files.getAttribute(file, "unix:nlink")).intValue() > 1;
    } catch (UnsupportedOperationException | IllegalArgumentException | NoSuchFileException e) {
      return false; // readers have their own copy, or the file is evicted
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
