package org.fedmas.store.remote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.store.file.DurableFiles;

/**
 * A mounted folder that is treated as remote, {@code file:///folder}: all reads go through this
 * machine's cache. Useful for slow network disks.
 *
 * @param address the address used in messages
 */
public record MountedFileSystem(String address, Path root, DurableFiles files)
    implements RemoteFileSystem {

  @Override
  public InputStream open(String path) throws IOException {
    return Files.newInputStream(at(path));
  }

  @Override
  public void put(String path, Path source) throws IOException {
    files.replace(at(path), temporary -> Files.copy(source, temporary));
  }

  @Override
  public void put(String path, byte[] bytes) throws IOException {
    files.replace(at(path), bytes);
  }

  @Override
  public List<RemoteFile> list(String folder) throws IOException {
    List<Path> all;
    try {
      all = DurableFiles.regularFiles(at(folder));
    } catch (NoSuchFileException e) {
      return List.of();
    }
    List<RemoteFile> found = new ArrayList<>();
    for (Path file : all) {
      String name = DurableFiles.relativeName(at(folder), file);
      found.add(
          new RemoteFile(name, Files.size(file), Files.getLastModifiedTime(file).toInstant()));
    }
    return found;
  }

  @Override
  public boolean renamesFolders() {
    return true;
  }

  @Override
  public boolean moveIfAbsent(String source, String target) throws IOException {
    boolean moved = files.moveIfAbsent(at(source), at(target));
    Path parent = at(target).getParent();
    if (moved && parent != null) {
      files.storage().syncFolder(parent);
    }
    return moved;
  }

  @Override
  public void delete(String path) throws IOException {
    files.delete(at(path));
  }

  private Path at(String path) {
    return root.resolve(path);
  }
}
