package org.fedmas.pipeline.cli;

import java.nio.file.Path;
import org.fedmas.contract.ClientId;

/** The names of the files to which the clients' own models are exported. */
final class OwnModelFile {

  private OwnModelFile() {}

  /** Returns the file of a client: {@code model.pth} becomes {@code model-client-2.pth}. */
  static Path beside(Path target, ClientId client) {
    String name = String.valueOf(target.getFileName());
    int ending = name.lastIndexOf('.');
    return target.resolveSibling(
        "%s-client-%s%s"
            .formatted(name.substring(0, ending), client.number(), name.substring(ending)));
  }
}
