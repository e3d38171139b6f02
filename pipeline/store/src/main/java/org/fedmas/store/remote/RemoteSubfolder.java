package org.fedmas.store.remote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * A folder of a space as a space of its own; the path "" is that folder.
 *
 * @param space the whole
 * @param folder relative to it
 */
public record RemoteSubfolder(RemoteFileSystem space, String folder) implements RemoteFileSystem {

  @Override
  public String address() {
    return space.address() + "/" + folder;
  }

  @Override
  public InputStream open(String path) throws IOException {
    return space.open(at(path));
  }

  @Override
  public void put(String path, Path source) throws IOException {
    space.put(at(path), source);
  }

  @Override
  public void put(String path, byte[] bytes) throws IOException {
    space.put(at(path), bytes);
  }

  @Override
  public void say(String path, byte[] words) throws IOException {
    space.say(at(path), words);
  }

  @Override
  public List<RemoteFile> list(String path) throws IOException {
    return space.list(at(path));
  }

  @Override
  public boolean renamesFolders() {
    return space.renamesFolders();
  }

  @Override
  public boolean moveIfAbsent(String source, String target) throws IOException {
    return space.moveIfAbsent(at(source), at(target));
  }

  @Override
  public void delete(String path) throws IOException {
    space.delete(at(path));
  }

  private String at(String path) {
    return path.isEmpty() ? folder : folder + "/" + path;
  }
}
