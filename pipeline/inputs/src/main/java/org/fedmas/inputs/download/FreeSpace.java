package org.fedmas.inputs.download;

import java.io.IOException;
import java.nio.file.Path;

/** How much room a disk has. */
@FunctionalInterface
public interface FreeSpace {

  /** What the file system says, asked through the folder: a mount table may lack its entry. */
  FreeSpace REAL = folder -> folder.toFile().getUsableSpace();

  /** Bytes that may still be written below a folder, which is there. */
  long usable(Path folder) throws IOException;
}
