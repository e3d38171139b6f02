package org.fedmas.store.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.fedmas.contract.Digest;
import org.fedmas.contract.FileEntry;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.store.OpenArtifact;
import org.fedmas.store.file.DurableFiles;

/**
 * A cache of remote files on this machine, keyed by SHA-256. An artifact is read through a
 * <i>view</i>: a folder of hard links to cached files. A file that is part of a view is never
 * evicted. A process checks a file's digest before first use, and fetches damaged files again. Safe
 * for use by several threads and processes at once.
 */
final class FileCache {

  /** The source of a view's files. */
  interface Source {

    InputStream open(String name) throws IOException;

    /** Returns the file's address for use in messages. */
    String place(String name);
  }

  private static final int ATTEMPTS = 5;
  private static final Map<Path, FileCache> OPEN = new ConcurrentHashMap<>();

  private final CacheFolder folder;
  private final DurableFiles files;
  private final Path views;
  private final Set<Digest> checked = ConcurrentHashMap.newKeySet();
  private final Map<Digest, Object> fetching = new ConcurrentHashMap<>();
  private final Map<Path, Integer> users = new HashMap<>();

  private FileCache(Path root, long most, DurableFiles files) throws IOException {
    this.folder = new CacheFolder(root.resolve("files"), most);
    this.files = files;
    Files.createDirectories(root.resolve("views"));
    CacheFolder.sweep(root.resolve("views"), files);
    folder.sweep(files);
    this.views = ownFolder(root.resolve("views"), files);
  }

  /** Returns the cache in a folder, one object per process and folder. */
  static FileCache in(Path root, long most, DurableFiles files) {
    return OPEN.computeIfAbsent(
        root,
        path -> {
          try {
            return new FileCache(path, most, files);
          } catch (IOException e) {
            throw new UncheckedIOException("cannot use the cache " + path, e);
          }
        });
  }

  /**
   * Returns a view of the given files; fetches missing ones.
   *
   * @param name the name of the view; equal names mean equal files
   * @throws CorruptArtifactException if a fetched file has another digest than expected
   */
  OpenArtifact view(String name, List<FileEntry> entries, Source source) throws IOException {
    Path view = views.resolve(name);
    synchronized (lock(Digest.of("view " + name))) {
      if (uses(view, 0) == 0) {
        files.delete(view);
        Files.createDirectories(view);
        for (FileEntry entry : entries) {
          show(entry, view.resolve(entry.name()), source);
        }
      }
      uses(view, 1);
    }
    return new OpenArtifact(view, () -> close(name, view));
  }

  /** Adds a locally computed file to the cache, unless the cache is full. */
  void adopt(Path file, FileEntry entry) throws IOException {
    if (folder.holds(entry) || !folder.takes(entry.size()) || !folder.makeRoom(entry.size())) {
      return;
    }
    Path place = folder.place(entry.sha256());
    Files.createDirectories(folder.parent(place));
    try {
      link(place, file);
      checked.add(entry.sha256());
    } catch (FileAlreadyExistsException e) {
      return; // another process was faster
    }
  }

  private void close(String name, Path view) {
    synchronized (lock(Digest.of("view " + name))) {
      if (uses(view, -1) == 0) {
        try {
          files.delete(view);
        } catch (IOException e) {
          throw new UncheckedIOException("cannot remove " + view, e);
        }
      }
    }
  }

  private int uses(Path view, int more) {
    synchronized (users) {
      return users.merge(view, more, Integer::sum);
    }
  }

  private Object lock(Digest of) {
    return fetching.computeIfAbsent(of, digest -> new Object());
  }

  private void show(FileEntry entry, Path shown, Source source) throws IOException {
    Files.createDirectories(folder.parent(shown));
    for (int attempt = 1; ; attempt++) {
      Path place = ensure(entry, source);
      try {
        link(shown, place);
        return;
      } catch (NoSuchFileException e) {
        // just evicted by another process
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Path ensure(FileEntry entry, Source source) throws IOException {
    Path place = folder.place(entry.sha256());
    synchronized (lock(entry.sha256())) {
      if (isSound(entry, place)) {
        Files.setLastModifiedTime(place, FileTime.from(Instant.now()));
      } else {
        Files.deleteIfExists(place);
        folder.makeRoom(entry.size());
        fetch(entry, place, source);
      }
      checked.add(entry.sha256());
    }
    return place;
  }

  private boolean isSound(FileEntry entry, Path place) throws IOException {
    try {
      return Files.size(place) == entry.size()
          && (checked.contains(entry.sha256()) || Digest.of(place).equals(entry.sha256()));
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private void fetch(FileEntry entry, Path place, Source source) throws IOException {
    Files.createDirectories(folder.parent(place));
    Path temporary = files.temporary(folder.parent(place), "fetch");
    try {
      Digest found;
      try (InputStream in = source.open(entry.name());
          OutputStream out = Files.newOutputStream(temporary)) {
        found = Digest.ofCopied(in, out);
      } catch (NoSuchFileException e) {
        throw new CorruptArtifactException(damaged(source.place(entry.name()) + ": missing"), e);
      }
      if (!found.equals(entry.sha256())) {
        throw new CorruptArtifactException(
            damaged(
                source.place(entry.name()) + ": found " + found + ", expected " + entry.sha256()));
      }
      files.storage().move(temporary, place);
    } finally {
      files.storage().delete(temporary);
    }
  }

  private static String damaged(String damage) {
    return """
        damaged artifact:
          %s
        to recompute it, run fedmas verify --repair on these artifacts, then run again"""
        .formatted(damage);
  }

  private static void link(Path link, Path file) throws IOException {
    try {
      Files.createLink(link, file);
    } catch (UnsupportedOperationException e) {
      Files.copy(file, link);
    }
  }

  private static Path ownFolder(Path views, DurableFiles files) throws IOException {
    while (true) {
      try {
        return Files.createDirectory(files.temporary(views, "views"));
      } catch (FileAlreadyExistsException e) {
        // used by another class loader of this process: try the next name
      }
    }
  }
}
