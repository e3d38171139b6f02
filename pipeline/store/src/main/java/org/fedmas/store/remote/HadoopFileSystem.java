package org.fedmas.store.remote;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.store.file.DurableFiles;

/**
 * A folder of an HDFS, accessed through Hadoop's own client. Unlike Beam's rename, Hadoop's rename
 * fails if the target exists. The cluster's configuration is read from {@code HADOOP_CONF_DIR}, if
 * set.
 */
public final class HadoopFileSystem implements RemoteFileSystem {

  private final String address;
  private final Path root;
  private final FileContext context;
  private final DurableFiles files;

  /**
   * Creates an unconnected file system.
   *
   * @param address {@code hdfs://host:port/folder}, without a slash at its end
   * @param files provides names of temporary files
   * @throws ConfigException if the address is invalid
   */
  public HadoopFileSystem(String address, DurableFiles files) {
    this.address = address;
    this.root = new Path(address);
    this.files = files;
    try {
      this.context = FileContext.getFileContext(URI.create(address), configuration());
    } catch (UnsupportedFileSystemException | IllegalArgumentException e) {
      throw new ConfigException("--artifacts " + address + ": " + e.getMessage(), e);
    }
  }

  @Override
  public String address() {
    return address;
  }

  @Override
  public InputStream open(String path) throws IOException {
    try {
      return context.open(at(path));
    } catch (FileNotFoundException e) {
      throw (IOException) new NoSuchFileException(address + "/" + path).initCause(e);
    }
  }

  @Override
  public void put(String path, java.nio.file.Path source) throws IOException {
    try (InputStream in = Files.newInputStream(source)) {
      put(path, in, true);
    }
  }

  @Override
  public void put(String path, byte[] bytes) throws IOException {
    put(path, new ByteArrayInputStream(bytes), true);
  }

  /** Writes a file without waiting for the disks of data nodes. */
  @Override
  public void putUnsynced(String path, byte[] bytes) throws IOException {
    put(path, new ByteArrayInputStream(bytes), false);
  }

  private void put(String path, InputStream in, boolean synced) throws IOException {
    Path target = at(path);
    String name = files.temporary(java.nio.file.Path.of(""), target.getName()).toString();
    Path temporary = new Path(target.getParent(), name);
    boolean done = false;
    try {
      try (FSDataOutputStream out =
          context.create(
              temporary, EnumSet.of(CreateFlag.CREATE), Options.CreateOpts.createParent())) {
        in.transferTo(out);
        if (synced) {
          out.hsync();
        }
      }
      context.rename(temporary, target, Options.Rename.OVERWRITE);
      done = true;
    } finally {
      if (!done) {
        context.delete(temporary, false);
      }
    }
  }

  @Override
  public List<RemoteFile> list(String folder) throws IOException {
    List<RemoteFile> found = new ArrayList<>();
    String prefix = at(folder).toUri().getPath() + "/";
    try {
      RemoteIterator<LocatedFileStatus> all = context.util().listFiles(at(folder), true);
      while (all.hasNext()) {
        LocatedFileStatus file = all.next();
        found.add(
            new RemoteFile(
                file.getPath().toUri().getPath().substring(prefix.length()),
                file.getLen(),
                Instant.ofEpochMilli(file.getModificationTime())));
      }
    } catch (FileNotFoundException e) {
      return List.of(); // absent, or just deleted
    }
    found.sort(Comparator.comparing(RemoteFile::name));
    return found;
  }

  @Override
  public boolean renamesFolders() {
    return true;
  }

  @Override
  public boolean moveIfAbsent(String source, String target) throws IOException {
    try {
      context.rename(at(source), at(target), Options.Rename.NONE);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  @Override
  public void delete(String path) throws IOException {
    try {
      context.delete(at(path), true);
    } catch (FileNotFoundException e) {
      return; // absent already
    }
  }

  private Path at(String path) {
    return new Path(root, path);
  }

  private static Configuration configuration() {
    Configuration configuration = new Configuration();
    // fail within seconds if nothing listens; a cluster's own configuration may override this
    configuration.setInt("ipc.client.connect.max.retries", 3);
    String folder = System.getenv("HADOOP_CONF_DIR");
    if (folder != null && !folder.isEmpty()) {
      for (String file : List.of("core-site.xml", "hdfs-site.xml")) {
        java.nio.file.Path path = java.nio.file.Path.of(folder, file);
        if (Files.exists(path)) {
          configuration.addResource(new Path(path.toUri()));
        }
      }
    }
    return configuration;
  }
}
