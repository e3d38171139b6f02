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

/** A comparison of an artifact's files with its manifest. */
final class ArtifactCheck {

  private ArtifactCheck() {}

  /** Returns one line per damaged, missing or extra file; empty for an intact artifact. */
  static List<String> of(Path folder, Manifest manifest) throws IOException {
    boolean released = Release.isReleased(folder);
    List<String> damage = new ArrayList<>();
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
        damage.add(file + ": missing");
      } else if (Files.size(file) != entry.size()) {
        damage.add(file + ": found " + Files.size(file) + " bytes, expected " + entry.size());
      } else {
        Digest found = Digest.of(file);
        if (!found.equals(entry.sha256())) {
          damage.add(file + ": found " + found + ", expected " + entry.sha256());
        }
      }
    }
    present.forEach(extra -> damage.add(folder.resolve(extra) + ": not in the manifest"));
    return damage;
  }
}
