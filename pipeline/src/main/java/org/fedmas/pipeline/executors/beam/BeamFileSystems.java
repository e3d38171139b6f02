package org.fedmas.pipeline.executors.beam;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.sdk.io.FileSystems;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.remote.HadoopFileSystem;
import org.fedmas.store.remote.MountedFileSystem;
import org.fedmas.store.remote.RemoteFileSystem;
import org.fedmas.store.remote.RemoteFileSystems;

/** The file systems of all schemes that artifacts can be behind. */
public final class BeamFileSystems implements RemoteFileSystems {

  /** One client per address and process, since clients of HDFS are never closed. */
  private static final Map<String, RemoteFileSystem> OPEN = new ConcurrentHashMap<>();

  private static final String HDFS = "hdfs";
  private static final String FILE = "file";

  private static final String KNOWN =
      "a folder, hdfs://host:port/folder, s3://bucket/folder or file:///folder";

  @Override
  public RemoteFileSystem open(String address) {
    return OPEN.computeIfAbsent(address, BeamFileSystems::connect);
  }

  private static RemoteFileSystem connect(String address) {
    String plain = address.replaceFirst("/+$", "");
    URI uri;
    try {
      uri = URI.create(plain);
    } catch (IllegalArgumentException e) {
      throw refused(address, "it is not an address (" + e.getMessage() + ")");
    }
    if (uri.getQuery() != null || uri.getFragment() != null || plain.matches(".*[*?\\[\\]{}].*")) {
      throw refused(address, "it contains characters that a folder cannot have");
    }
    String scheme = scheme(uri);
    String path = uri.getPath() == null ? "" : uri.getPath();
    if (path.isEmpty()) {
      throw refused(address, "it does not name a folder");
    }
    return switch (scheme) {
      case HDFS -> new HadoopFileSystem(plain, DurableFiles.local());
      case FILE -> new MountedFileSystem(plain, Path.of(path), DurableFiles.local());
      default -> objects(plain, scheme);
    };
  }

  /** Returns whether an address is in an object store, and not in a file system. */
  static boolean isObjectStore(String address) {
    if (!RemoteFileSystems.isAddress(address)) {
      return false;
    }
    String scheme = scheme(URI.create(address));
    return !scheme.equals(HDFS) && !scheme.equals(FILE);
  }

  private static String scheme(URI address) {
    return address.getScheme().toLowerCase(Locale.ROOT);
  }

  private static RemoteFileSystem objects(String address, String scheme) {
    ObjectStores.register();
    try {
      FileSystems.matchNewResource(address + "/x", false);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw refused(address, "found no file system for " + scheme + ":// on the class path");
    }
    return new BeamFileSystem(address);
  }

  private static ConfigException refused(String address, String why) {
    return new ConfigException("--artifacts " + address + ": " + why + "; expected " + KNOWN);
  }
}
