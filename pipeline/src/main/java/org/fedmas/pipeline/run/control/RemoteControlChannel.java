package org.fedmas.pipeline.run.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.fedmas.store.remote.RemoteFile;
import org.fedmas.store.remote.RemoteFileSystem;

/** A control channel behind an address, for processes without a shared folder. */
record RemoteControlChannel(RemoteFileSystem fileSystem) implements ControlChannel {

  @Override
  public String address() {
    return fileSystem.address();
  }

  @Override
  public boolean isRemote() {
    return true;
  }

  @Override
  public void prepare(List<String> folders) {
    // folders appear with their first file
  }

  @Override
  public Optional<String> read(String name) {
    try {
      return fileSystem.read(name).map(bytes -> new String(bytes, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + fileSystem.address() + "/" + name, e);
    }
  }

  @Override
  public boolean exists(String name) {
    return read(name).isPresent();
  }

  @Override
  public void write(String name, String text) throws IOException {
    fileSystem.putUnsynced(name, text.getBytes(UTF_8));
  }

  @Override
  public void writeDurably(String name, String text) throws IOException {
    fileSystem.put(name, text.getBytes(UTF_8));
  }

  @Override
  public void delete(String name) throws IOException {
    fileSystem.delete(name);
  }

  @Override
  public List<String> list(String folder) {
    TreeSet<String> names = new TreeSet<>();
    try {
      for (RemoteFile file : fileSystem.list(folder)) {
        names.add(folder + "/" + file.name().split("/", 2)[0]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + fileSystem.address(), e);
    }
    return List.copyOf(names);
  }
}
