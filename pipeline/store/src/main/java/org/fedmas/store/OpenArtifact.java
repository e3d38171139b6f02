package org.fedmas.store;

import java.nio.file.Path;

/** A read-only local folder of an artifact's files, valid until closed, when the end runs. */
public record OpenArtifact(Path folder, Runnable end) implements AutoCloseable {

  /** Returns the path of one of the files. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  @Override
  public void close() {
    end.run();
  }
}
