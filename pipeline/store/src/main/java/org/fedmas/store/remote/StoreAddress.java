package org.fedmas.store.remote;

import java.nio.file.Path;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.file.DurableFiles;
import org.jspecify.annotations.Nullable;

/**
 * Where artifacts are: in a folder, or behind an address with a folder of this machine beside it.
 *
 * @param root the folder; of an address the one for what stays on this machine, such as leases
 * @param space the files behind the address; null for a folder
 * @param files what is recorded and committed goes through them
 */
public record StoreAddress(Path root, @Nullable RemoteFileSystem space, DurableFiles files) {

  /**
   * Returns the place that a text names.
   *
   * @param text a folder, or an address that begins with a scheme such as {@code hdfs://}
   * @param spaces opens addresses
   */
  public static StoreAddress of(String text, RemoteFileSystems spaces, DurableFiles files) {
    if (!RemoteFileSystems.isAddress(text)) {
      return new StoreAddress(Path.of(text), null, files);
    }
    RemoteFileSystem space = spaces.open(text);
    return new StoreAddress(MachineCache.ofEnvironment().room(space.address()), space, files);
  }

  /** What {@code --artifacts} says to come here. */
  public String address() {
    return space == null ? root.toString() : space.address();
  }

  /** The same, from every folder. */
  public String absoluteAddress() {
    return space == null ? root.toAbsolutePath().toString() : space.address();
  }

  /** Returns the artifacts. */
  public ArtifactStore store() {
    return space == null
        ? new ArtifactStore(root, files)
        : new ArtifactStore(
            root, files, new RemoteBackend(space, MachineCache.ofEnvironment().files(), files));
  }
}
