package org.fedmas.store.remote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder of a remote file system, used as a file system of its own; the path "" is that folder.
 */
public record RemoteSubfolder(RemoteFileSystem remote, String folder) implements RemoteFileSystem {

  @Override
  public String address() {
    return remote.address() + "/" + folder;
  }

  @Override
  public InputStream open(String path) throws IOException {
    return remote.open(at(path));
  }

  @Override
  public void put(String path, Path source) throws IOException {
    remote.put(at(path), source);
  }

  @Override
  public void put(String path, byte[] bytes) throws IOException {
    remote.put(at(path), bytes);
  }

  @Override
  public void putUnsynced(String path, byte[] bytes) throws IOException {
    remote.putUnsynced(at(path), bytes);
  }

  @Override
  public List<RemoteFile> list(String path) throws IOException {
    return remote.list(at(path));
  }

  @Override
  public boolean renamesFolders() {
    return remote.renamesFolders();
  }

  @Override
  public boolean moveIfAbsent(String source, String target) throws IOException {
    return remote.moveIfAbsent(at(source), at(target));
  }

  @Override
  public void delete(String path) throws IOException {
    remote.delete(at(path));
  }

  private String at(String path) {
    return path.isEmpty() ? folder : folder + "/" + path;
  }
}
