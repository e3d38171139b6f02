package org.fedmas.pipeline.run.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fedmas.store.file.DurableFiles;

/** A control channel in a folder that all processes share. */
record LocalControlChannel(Path folder, DurableFiles files) implements ControlChannel {

  @Override
  public String address() {
    return folder.toAbsolutePath().toString();
  }

  @Override
  public boolean isRemote() {
    return false;
  }

  @Override
  public void prepare(List<String> folders) throws IOException {
    for (String child : folders) {
      files.storage().createFolders(folder.resolve(child));
    }
  }

  @Override
  public Optional<String> read(String name) {
    try {
      return Optional.of(Files.readString(folder.resolve(name)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean exists(String name) {
    return Files.exists(folder.resolve(name));
  }

  @Override
  public void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  @Override
  public void writeDurably(String name, String text) throws IOException {
    files.replace(folder.resolve(name), text.getBytes(UTF_8));
  }

  @Override
  public void delete(String name) throws IOException {
    files.delete(folder.resolve(name));
  }

  @Override
  public List<String> list(String child) {
    try (Stream<Path> children = Files.list(folder.resolve(child))) {
      return children
          .map(path -> folder.relativize(path).toString().replace('\\', '/'))
          .sorted()
          .toList();
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
  }
}
