package org.fedmas.pipeline.beam;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.sdk.io.FileSystems;
import org.fedmas.contract.artifact.DurableFiles;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.remote.RemoteSpace;
import org.fedmas.contract.remote.Spaces;
import org.fedmas.pipeline.storage.HadoopSpace;
import org.fedmas.pipeline.storage.MountedSpace;

/** The schemes that artifacts can be behind. */
public final class BeamSpaces implements Spaces {

  /** One client per address and process: clients of HDFS are never closed. */
  private static final Map<String, RemoteSpace> OPEN = new ConcurrentHashMap<>();

  private static final String HDFS = "hdfs";
  private static final String FILE = "file";

  private static final String KNOWN =
      "a folder, hdfs://host:port/folder, s3://bucket/folder or file:///folder";

  @Override
  public RemoteSpace open(String address) {
    return OPEN.computeIfAbsent(address, BeamSpaces::connect);
  }

  private static RemoteSpace connect(String address) {
    String plain = address.replaceFirst("/+$", "");
    URI uri;
    try {
      uri = URI.create(plain);
    } catch (IllegalArgumentException e) {
      throw refused(address, "it is not an address (" + e.getMessage() + ")");
    }
    if (uri.getQuery() != null || uri.getFragment() != null || plain.matches(".*[*?\\[\\]{}].*")) {
      throw refused(address, "it holds characters that name no folder");
    }
    String scheme = scheme(uri);
    String path = uri.getPath() == null ? "" : uri.getPath();
    if (path.isEmpty()) {
      throw refused(address, "it names no folder");
    }
    return switch (scheme) {
      case HDFS -> new HadoopSpace(plain, DurableFiles.local());
      case FILE -> new MountedSpace(plain, Path.of(path), DurableFiles.local());
      default -> objects(plain, scheme);
    };
  }

  /** Whether artifacts that are there are in an object store, and not in files of some kind. */
  static boolean isObjectStore(String address) {
    if (!Spaces.isAddress(address)) {
      return false;
    }
    String scheme = scheme(URI.create(address));
    return !scheme.equals(HDFS) && !scheme.equals(FILE);
  }

  private static String scheme(URI address) {
    return address.getScheme().toLowerCase(Locale.ROOT);
  }

  private static RemoteSpace objects(String address, String scheme) {
    ObjectStores.register();
    try {
      FileSystems.matchNewResource(address + "/x", false);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw refused(address, "there is no file system for " + scheme + ":// on the class path");
    }
    return new BeamSpace(address);
  }

  private static ConfigException refused(String address, String why) {
    return new ConfigException("--artifacts " + address + ": " + why + "; expected " + KNOWN);
  }
}
