package org.fedmas.pipeline.run;

import java.nio.file.Path;
import org.fedmas.contract.artifact.ArtifactStore;
import org.fedmas.contract.artifact.DurableFiles;
import org.fedmas.contract.remote.MachineCache;
import org.fedmas.contract.remote.RemoteShelf;
import org.fedmas.contract.remote.RemoteSpace;
import org.fedmas.contract.remote.Spaces;
import org.jspecify.annotations.Nullable;

/**
 * Where artifacts are: in a folder, or behind an address with a folder of this machine beside it.
 *
 * @param root the folder; of an address the one for what stays on this machine, such as leases
 * @param space the files behind the address; null for a folder
 * @param files what is recorded and committed goes through them
 */
public record ArtifactPlace(Path root, @Nullable RemoteSpace space, DurableFiles files) {

  /**
   * The place that a text names.
   *
   * @param text a folder, or an address that begins with a scheme such as {@code hdfs://}
   * @param spaces opens addresses
   */
  public static ArtifactPlace of(String text, Spaces spaces, DurableFiles files) {
    if (!Spaces.isAddress(text)) {
      return new ArtifactPlace(Path.of(text), null, files);
    }
    RemoteSpace space = spaces.open(text);
    return new ArtifactPlace(MachineCache.ofEnvironment().room(space.address()), space, files);
  }

  /** What {@code --artifacts} says to come here. */
  public String address() {
    return space == null ? root.toString() : space.address();
  }

  /** The same, from every folder. */
  String absoluteAddress() {
    return space == null ? root.toAbsolutePath().toString() : space.address();
  }

  /** The artifacts. */
  public ArtifactStore store() {
    return space == null
        ? new ArtifactStore(root, files)
        : new ArtifactStore(
            root, files, new RemoteShelf(space, MachineCache.ofEnvironment().files(), files));
  }
}
