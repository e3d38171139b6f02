package org.fedmas.pipeline.cli;

import java.nio.file.Path;

/** The checkout's root, which the launcher tells; default folders lie in it. */
final class Home {

  private Home() {}

  static Path folder() {
    return Path.of(System.getProperty("fedmas.home", "."));
  }
}
