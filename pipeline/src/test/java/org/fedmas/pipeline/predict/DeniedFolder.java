package org.fedmas.pipeline.predict;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A folder that exists and whose list of files is refused, for any user: the super-user reads every
 * folder of a real file system.
 */
final class DeniedFolder extends FileSystem {

  private final FileSystem real;
  private final FileSystemProvider provider;

  private DeniedFolder(FileSystem real) {
    this.real = real;
    this.provider = new Provider();
  }

  /** Returns a folder of the default file system as one that may not be listed. */
  static Path of(Path folder) {
    DeniedFolder system = new DeniedFolder(folder.getFileSystem());
    return (Path)
        Proxy.newProxyInstance(
            DeniedFolder.class.getClassLoader(),
            new Class<?>[] {Path.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getFileSystem")) {
                return system;
              }
              try {
                return method.invoke(folder, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static Path real(Path path) {
    return Path.of(path.toString());
  }

  @Override
  public FileSystemProvider provider() {
    return provider;
  }

  @Override
  public void close() {}

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean isReadOnly() {
    return true;
  }

  @Override
  public String getSeparator() {
    return real.getSeparator();
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return real.getRootDirectories();
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return List.of();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return Set.of("basic");
  }

  @Override
  public Path getPath(String first, String... more) {
    return real.getPath(first, more);
  }

  @Override
  public PathMatcher getPathMatcher(String pattern) {
    return real.getPathMatcher(pattern);
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    throw new UnsupportedOperationException();
  }

  @Override
  public WatchService newWatchService() {
    throw new UnsupportedOperationException();
  }

  /** Answers about attributes as the default file system does, and lists nothing. */
  private static final class Provider extends FileSystemProvider {

    private final FileSystemProvider real = Path.of("").getFileSystem().provider();

    @Override
    public DirectoryStream<Path> newDirectoryStream(
        Path folder, DirectoryStream.Filter<? super Path> filter) throws AccessDeniedException {
      throw new AccessDeniedException(folder.toString());
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(
        Path path, Class<A> type, LinkOption... options) throws java.io.IOException {
      return real.readAttributes(real(path), type, options);
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws java.io.IOException {
      real.checkAccess(real(path), modes);
    }

    @Override
    public String getScheme() {
      return "denied";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> env) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Path getPath(URI uri) {
      return Path.of(uri);
    }

    @Override
    public SeekableByteChannel newByteChannel(
        Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
        throws AccessDeniedException {
      throw new AccessDeniedException(path.toString());
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes)
        throws AccessDeniedException {
      throw new AccessDeniedException(folder.toString());
    }

    @Override
    public void delete(Path path) throws AccessDeniedException {
      throw new AccessDeniedException(path.toString());
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isSameFile(Path one, Path other) {
      return one.toString().equals(other.toString());
    }

    @Override
    public boolean isHidden(Path path) {
      return false;
    }

    @Override
    public FileStore getFileStore(Path path) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(
        Path path, Class<V> type, LinkOption... options) {
      return real.getFileAttributeView(real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
        throws java.io.IOException {
      return real.readAttributes(real(path), names, options);
    }

    @Override
    public void setAttribute(Path path, String name, Object value, LinkOption... options) {
      throw new UnsupportedOperationException();
    }
  }
}
