package org.fedmas.pipeline.data.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much room a disk has. */
@FunctionalInterface
public interface FreeSpace {

  /** What the file system says. */
  FreeSpace REAL = folder -> Files.getFileStore(folder).getUsableSpace();

  /** Bytes that may still be written below a folder, which is there. */
  long usable(Path folder) throws IOException;
}
