package org.fedmas.store.remote;

import java.nio.file.Path;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.file.DurableFiles;
import org.jspecify.annotations.Nullable;

/**
 * The location of an artifact store: a local folder, or an address with a local folder beside it.
 *
 * @param root the local folder; for an address, the folder of local files such as leases
 * @param remote the files behind the address; null for a local folder
 */
public record StoreAddress(Path root, @Nullable RemoteFileSystem remote, DurableFiles files) {

  /**
   * Returns the location that a text names.
   *
   * @param text a folder, or an address that begins with a scheme such as {@code hdfs://}
   */
  public static StoreAddress of(String text, RemoteFileSystems fileSystems, DurableFiles files) {
    if (!RemoteFileSystems.isAddress(text)) {
      return new StoreAddress(Path.of(text), null, files);
    }
    RemoteFileSystem remote = fileSystems.open(text);
    return new StoreAddress(
        MachineCache.ofEnvironment().localFolder(remote.address()), remote, files);
  }

  /** Returns the value of {@code --artifacts} that selects this store. */
  public String address() {
    return remote == null ? root.toString() : remote.address();
  }

  /** Returns the address in a form that is valid in every working directory. */
  public String absoluteAddress() {
    return remote == null ? root.toAbsolutePath().toString() : remote.address();
  }

  /** Returns the artifact store at this location. */
  public ArtifactStore store() {
    return remote == null
        ? new ArtifactStore(root, files)
        : new ArtifactStore(
            root, files, new RemoteBackend(remote, MachineCache.ofEnvironment().files(), files));
  }
}
