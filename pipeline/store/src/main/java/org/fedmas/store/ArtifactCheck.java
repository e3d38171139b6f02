package org.fedmas.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.fedmas.contract.Digest;
import org.fedmas.contract.FileEntry;
import org.fedmas.store.file.DurableFiles;

/** What is wrong with an artifact's files, one line per file. */
final class ArtifactCheck {

  private ArtifactCheck() {}

  /** Re-hashes every file of the manifest; empty if all is well. */
  static List<String> of(Path folder, Manifest manifest) throws IOException {
    boolean released = Release.isReleased(folder);
    List<String> damages = new ArrayList<>();
    TreeSet<String> present = new TreeSet<>();
    for (Path file : DurableFiles.regularFiles(folder)) {
      present.add(DurableFiles.relativeName(folder, file));
    }
    present.remove(Manifest.FILE);
    present.remove(Release.MARKER);
    for (FileEntry entry : manifest.files()) {
      boolean here = present.remove(entry.name());
      if (released && manifest.kind().payload().contains(entry.name())) {
        continue;
      }
      Path file = folder.resolve(entry.name());
      if (!here) {
        damages.add(file + ": missing");
      } else if (Files.size(file) != entry.size()) {
        damages.add(file + ": found " + Files.size(file) + " bytes, expected " + entry.size());
      } else {
        Digest found = Digest.of(file);
        if (!found.equals(entry.sha256())) {
          damages.add(file + ": found " + found + ", expected " + entry.sha256());
        }
      }
    }
    present.forEach(extra -> damages.add(folder.resolve(extra) + ": not in the manifest"));
    return damages;
  }
}
