package org.fedmas.store.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.file.Owner;

/** The deletion of temporary files that dead processes of this machine left in a folder. */
final class AbandonedUploads {

  private AbandonedUploads() {}

  static void sweep(Path folder, DurableFiles files) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> children;
    try (Stream<Path> all = Files.list(folder)) {
      children = all.toList();
    }
    for (Path child : children) {
      String name = String.valueOf(child.getFileName());
      boolean dead =
          Owner.inName(name).filter(owner -> owner.life() == Owner.Life.DEAD).isPresent();
      if (DurableFiles.isTemporary(name) && dead) {
        files.delete(child);
      }
    }
  }
}
