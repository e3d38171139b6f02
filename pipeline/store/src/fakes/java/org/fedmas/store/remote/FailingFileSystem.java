package org.fedmas.store.remote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** Fails one of the steps that change something, or that one and all after it. */
final class FailingFileSystem implements RemoteFileSystem {

  static final String MESSAGE = "the network is gone";

  private final RemoteFileSystem space;
  private final boolean forGood;
  private int stepsLeft;

  FailingFileSystem(RemoteFileSystem space, int steps, boolean forGood) {
    this.space = space;
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
    return space.address();
  }

  @Override
  public InputStream open(String path) throws IOException {
    return space.open(path);
  }

  @Override
  public void put(String path, Path source) throws IOException {
    step();
    space.put(path, source);
  }

  @Override
  public void put(String path, byte[] bytes) throws IOException {
    step();
    space.put(path, bytes);
  }

  @Override
  public List<RemoteFile> list(String folder) throws IOException {
    return space.list(folder);
  }

  @Override
  public boolean renamesFolders() {
    return space.renamesFolders();
  }

  @Override
  public boolean moveIfAbsent(String source, String target) throws IOException {
    step();
    boolean moved = space.moveIfAbsent(source, target);
    step(); // done, but the answer is lost
    return moved;
  }

  @Override
  public void delete(String path) throws IOException {
    step();
    space.delete(path);
  }
}
