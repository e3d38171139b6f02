package org.fedmas.pipeline.cli;

import java.nio.file.Path;

/** The checkout's root folder, set by the launcher; it contains the default folders. */
final class Home {

  private Home() {}

  static Path folder() {
    return Path.of(System.getProperty("fedmas.home", "."));
  }
}
