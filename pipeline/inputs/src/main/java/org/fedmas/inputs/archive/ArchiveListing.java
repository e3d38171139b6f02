package org.fedmas.inputs.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * The files of an archive, each of which may be unpacked: names stay below the one expected folder,
 * nothing is a link, sizes lie within the limits.
 */
final class ArchiveListing {

  private ArchiveListing() {}

  /**
   * Looks at every entry before anything is unpacked.
   *
   * @param folder the one folder that all entries lie in, directly
   * @param packedBytes size of the archive's file
   */
  static List<ZipArchiveEntry> of(
      Path archive, ZipFile zip, String folder, long packedBytes, ArchiveLimits limits)
      throws IOException {
    List<ZipArchiveEntry> files = new ArrayList<>();
    Set<String> names = new HashSet<>();
    long packed = 0;
    long unpacked = 0;
    for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
      String name = entry.getName();
      if (entry.isDirectory() && name.equals(folder + "/")) {
        continue;
      }
      require(archive, name, isPlain(name, folder), "a file directly in " + folder + "/");
      require(archive, name, !entry.isUnixSymlink(), "a file, not a symbolic link");
      // file systems that ignore letter case would let one entry replace another
      require(archive, name, names.add(name.toLowerCase(Locale.ROOT)), "a name that occurs once");
      require(archive, name, zip.canReadEntryData(entry), "a compression that can be read");
      require(
          archive,
          name,
          entry.getSize() >= 0 && entry.getSize() <= limits.fileBytes(),
          "at most " + limits.fileBytes() + " bytes, not " + entry.getSize());
      require(
          archive,
          name,
          entry.getSize() <= ArchiveLimits.SMALL
              || entry.getSize() / Math.max(1, entry.getCompressedSize()) <= limits.ratio(),
          "a file that shrinks to no less than 1/" + limits.ratio() + " of its size");
      files.add(entry);
      packed += entry.getCompressedSize();
      unpacked += entry.getSize();
      require(archive, name, files.size() <= limits.entries(), limits.entries() + " files at most");
    }
    // entries that share packed bytes are how small archives unpack to petabytes
    require(
        archive, "all entries", packed <= packedBytes, "no more packed bytes than the file has");
    require(
        archive,
        "all entries",
        unpacked <= limits.totalBytes(),
        "at most " + limits.totalBytes() + " bytes together, not " + unpacked);
    return files;
  }

  private static boolean isPlain(String name, String folder) {
    if (!name.startsWith(folder + "/")) {
      return false;
    }
    String file = name.substring(folder.length() + 1);
    return file.matches("[A-Za-z0-9_][A-Za-z0-9_. -]{0,200}");
  }

  private static void require(Path archive, String entry, boolean holds, String expected)
      throws UnsafeArchiveException {
    if (!holds) {
      throw new UnsafeArchiveException(
          archive + ": found entry \"" + printable(entry) + "\"; expected " + expected);
    }
  }

  private static String printable(String name) {
    String start = name.length() > 120 ? name.substring(0, 120) + "…" : name;
    return start.replaceAll("\\p{Cntrl}", "?");
  }
}
