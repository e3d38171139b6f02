package org.fedmas.pipeline.executors.beam;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;
import org.fedmas.store.remote.RemoteFile;
import org.fedmas.store.remote.RemoteFileSystem;

/**
 * A folder of an object store, accessed by Beam's file systems. A file appears once its last byte
 * was accepted, and no folder can be renamed atomically.
 */
final class BeamFileSystem implements RemoteFileSystem {

  private static final int ATTEMPTS = 5;

  private final String address;

  /** Creates a folder, at an address without a slash at its end, without reading or writing. */
  BeamFileSystem(String address) {
    this.address = address;
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public InputStream open(String path) throws IOException {
    return open(path, find(path));
  }

  /** Retries when an object is replaced between the requests for its size and its bytes. */
  @Override
  public Optional<byte[]> read(String path) throws IOException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        MatchResult.Metadata found = find(path);
        try (InputStream in = open(path, found)) {
          byte[] bytes = in.readAllBytes();
          if (bytes.length == found.sizeBytes()) {
            return Optional.of(bytes);
          }
        }
      } catch (NoSuchFileException e) {
        return Optional.empty();
      }
    }
    throw new IOException(
        "%s/%s: cannot read it: it was replaced during each of %s attempts"
            .formatted(address, path, ATTEMPTS));
  }

  private MatchResult.Metadata find(String path) throws IOException {
    try {
      return FileSystems.matchSingleFileSpec(at(path).toString());
    } catch (FileNotFoundException e) {
      NoSuchFileException missing = new NoSuchFileException(address + "/" + path);
      missing.initCause(e);
      throw missing;
    } catch (RuntimeException e) {
      throw failed(path, e);
    }
  }

  private InputStream open(String path, MatchResult.Metadata found) throws IOException {
    try {
      return new ChannelStream(FileSystems.open(found.resourceId()));
    } catch (RuntimeException e) {
      throw failed(path, e);
    }
  }

  @Override
  public void put(String path, Path source) throws IOException {
    try (InputStream in = Files.newInputStream(source)) {
      put(path, in);
    }
  }

  @Override
  public void put(String path, byte[] bytes) throws IOException {
    put(path, new ByteArrayInputStream(bytes));
  }

  // closing creates the object, so an incomplete upload is not closed
  @SuppressWarnings("MustBeClosedChecker")
  private void put(String path, InputStream in) throws IOException {
    try {
      WritableByteChannel channel = FileSystems.create(at(path), MimeTypes.BINARY);
      in.transferTo(Channels.newOutputStream(channel));
      channel.close();
    } catch (RuntimeException e) {
      throw failed(path, e);
    }
  }

  @Override
  public List<RemoteFile> list(String folder) throws IOException {
    String prefix = at(folder) + "/";
    List<RemoteFile> found = new ArrayList<>();
    for (MatchResult.Metadata file :
        FileSystems.match(prefix + "**", EmptyMatchTreatment.ALLOW).metadata()) {
      String name = file.resourceId().toString().substring(prefix.length());
      // some stores list an empty object for every folder
      if (!name.isEmpty() && !name.endsWith("/")) {
        found.add(
            new RemoteFile(
                name, file.sizeBytes(), Instant.ofEpochMilli(file.lastModifiedMillis())));
      }
    }
    found.sort(Comparator.comparing(RemoteFile::name));
    return found;
  }

  @Override
  public boolean renamesFolders() {
    return false;
  }

  @Override
  public boolean moveIfAbsent(String source, String target) {
    throw new UnsupportedOperationException(address + " cannot rename folders");
  }

  @Override
  public void delete(String path) throws IOException {
    List<ResourceId> all = list(path).stream().map(file -> at(path + "/" + file.name())).toList();
    FileSystems.delete(
        all.isEmpty() ? List.of(at(path)) : all, // a file, or absent
        MoveOptions.StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  /** Wraps unchecked exceptions of a store's client. */
  private IOException failed(String path, RuntimeException cause) {
    return new IOException(address + "/" + path + ": " + cause.getMessage(), cause);
  }

  private ResourceId at(String path) {
    return FileSystems.matchNewResource(address + "/" + path, false);
  }
}
