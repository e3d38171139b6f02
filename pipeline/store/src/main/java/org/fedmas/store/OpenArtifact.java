package org.fedmas.store;

import java.nio.file.Path;

/**
 * An artifact's files as a local folder, which stays until it is closed. Nobody writes there.
 *
 * @param folder the files under their names
 * @param end what closing does
 */
public record OpenArtifact(Path folder, Runnable end) implements AutoCloseable {

  /** Returns a file of it. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  @Override
  public void close() {
    end.run();
  }
}
