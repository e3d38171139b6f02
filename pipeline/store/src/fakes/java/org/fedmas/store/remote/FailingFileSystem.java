package org.fedmas.store.remote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** A remote file system in which one changing step fails, or all steps from that one on. */
final class FailingFileSystem implements RemoteFileSystem {

  static final String MESSAGE = "the network is gone";

  private final RemoteFileSystem remote;
  private final boolean forGood;
  private int stepsLeft;

  FailingFileSystem(RemoteFileSystem remote, int steps, boolean forGood) {
    this.remote = remote;
    this.stepsLeft = steps;
    this.forGood = forGood;
  }

  private void step() throws IOException {
    stepsLeft--;
    if (stepsLeft == -1 || (forGood && stepsLeft < 0)) {
      throw new IOException(MESSAGE);
    }
  }

  @Override
  public String address() {
    return remote.address();
  }

  @Override
  public InputStream open(String path) throws IOException {
    return remote.open(path);
  }

  @Override
  public void put(String path, Path source) throws IOException {
    step();
    remote.put(path, source);
  }

  @Override
  public void put(String path, byte[] bytes) throws IOException {
    step();
    remote.put(path, bytes);
  }

  @Override
  public List<RemoteFile> list(String folder) throws IOException {
    return remote.list(folder);
  }

  @Override
  public boolean renamesFolders() {
    return remote.renamesFolders();
  }

  @Override
  public boolean moveIfAbsent(String source, String target) throws IOException {
    step();
    boolean moved = remote.moveIfAbsent(source, target);
    step(); // renamed, but the response is lost
    return moved;
  }

  @Override
  public void delete(String path) throws IOException {
    step();
    remote.delete(path);
  }
}
