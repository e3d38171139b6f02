package org.fedmas.pipeline.run.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.fedmas.store.remote.RemoteFile;
import org.fedmas.store.remote.RemoteFileSystem;

/** Files behind an address, for processes that share no folder. */
record RemoteControlChannel(RemoteFileSystem space) implements ControlChannel {

  @Override
  public String address() {
    return space.address();
  }

  @Override
  public boolean isFar() {
    return true;
  }

  @Override
  public void prepare(List<String> folders) {
    // they come with their first file
  }

  @Override
  public Optional<String> read(String name) {
    try {
      return space.read(name).map(bytes -> new String(bytes, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + space.address() + "/" + name, e);
    }
  }

  @Override
  public boolean has(String name) {
    return read(name).isPresent();
  }

  @Override
  public void write(String name, String text) throws IOException {
    space.putUnsynced(name, text.getBytes(UTF_8));
  }

  @Override
  public void keep(String name, String text) throws IOException {
    space.put(name, text.getBytes(UTF_8));
  }

  @Override
  public void delete(String name) throws IOException {
    space.delete(name);
  }

  @Override
  public List<String> list(String folder) {
    TreeSet<String> names = new TreeSet<>();
    try {
      for (RemoteFile file : space.list(folder)) {
        names.add(folder + "/" + file.name().split("/", 2)[0]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + space.address(), e);
    }
    return List.copyOf(names);
  }
}
