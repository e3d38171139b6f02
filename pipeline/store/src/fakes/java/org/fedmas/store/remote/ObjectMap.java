package org.fedmas.store.remote;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/** An object store in memory: objects appear as a whole, the last writer wins, and renames are not supported. */
public final class ObjectMap implements RemoteFileSystem {

  private record Stored(byte[] bytes, Instant changed) {}

  private final ConcurrentSkipListMap<String, Stored> objects = new ConcurrentSkipListMap<>();
  private Instant now = Instant.now();

  /** Advances the store's clock. */
  void advance(java.time.Duration duration) {
    now = now.plus(duration);
  }

  Instant now() {
    return now;
  }

  @Override
  public String address() {
    return "map://objects";
  }

  @Override
  public InputStream open(String path) throws IOException {
    Stored object = objects.get(path);
    if (object == null) {
      throw new NoSuchFileException(path);
    }
    return new ByteArrayInputStream(object.bytes());
  }

  @Override
  public void put(String path, Path source) throws IOException {
    put(path, Files.readAllBytes(source));
  }

  @Override
  public void put(String path, byte[] bytes) {
    objects.put(path, new Stored(bytes.clone(), now));
  }

  @Override
  public List<RemoteFile> list(String folder) {
    String prefix = folder + "/";
    return objects.tailMap(prefix).entrySet().stream()
        .takeWhile(object -> object.getKey().startsWith(prefix))
        .map(
            object ->
                new RemoteFile(
                    object.getKey().substring(prefix.length()),
                    object.getValue().bytes().length,
                    object.getValue().changed()))
        .toList();
  }

  @Override
  public boolean renamesFolders() {
    return false;
  }

  @Override
  public boolean moveIfAbsent(String source, String target) {
    throw new UnsupportedOperationException(address() + " renames no folders");
  }

  @Override
  public void delete(String path) {
    objects.remove(path);
    list(path).forEach(file -> objects.remove(path + "/" + file.name()));
  }
}
