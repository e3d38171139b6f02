package org.fedmas.inputs.download;

import java.io.IOException;
import java.nio.file.Path;

/** Free disk space. */
@FunctionalInterface
public interface FreeSpace {

  /** Free space by the folder itself, since a mount table may lack the folder's file system. */
  FreeSpace REAL = folder -> folder.toFile().getUsableSpace();

  /** Returns the bytes that can still be written below an existing folder. */
  long usable(Path folder) throws IOException;
}
