package org.fedmas.inputs.archive;

import java.io.IOException;
import java.nio.file.Files;
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
 * The list of the files of an archive, all of them safe to unpack. Every name lies in the one
 * expected folder, no entry is a link, and sizes are within the limits.
 *
 * @param folder the one folder that contains all files
 * @param nested whether files may lie in folders below that folder; what macOS adds to archives is
 *     then left out
 */
record ArchiveListing(Path archive, String folder, ArchiveLimits limits, boolean nested) {

  private static final String NAME = "[A-Za-z0-9_][A-Za-z0-9_. -]{0,200}";

  /**
   * Returns the entries to unpack, after checking all of them.
   *
   * @throws UnsafeArchiveException if an entry is not safe to unpack
   */
  List<ZipArchiveEntry> of(ZipFile zip) throws IOException {
    List<ZipArchiveEntry> files = new ArrayList<>();
    Set<String> names = new HashSet<>();
    long packed = 0;
    long unpacked = 0;
    for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
      String name = entry.getName();
      if (entry.isDirectory() && isFolder(name) || nested && isOfMac(name)) {
        continue;
      }
      require(name, isPlain(name), "a file " + (nested ? "" : "directly ") + "in " + folder + "/");
      require(name, !entry.isUnixSymlink(), "a file, not a symbolic link");
      // file systems that ignore letter case would let one entry replace another
      require(name, names.add(name.toLowerCase(Locale.ROOT)), "unique names");
      require(name, zip.canReadEntryData(entry), "a supported compression method");
      require(
          name,
          entry.getSize() >= 0 && entry.getSize() <= limits.fileBytes(),
          "at most %s bytes, not %s".formatted(limits.fileBytes(), entry.getSize()));
      require(
          name,
          entry.getSize() <= ArchiveLimits.SMALL
              || entry.getSize() / Math.max(1, entry.getCompressedSize()) <= limits.ratio(),
          "a packed size of at least 1/%s of the unpacked size".formatted(limits.ratio()));
      files.add(entry);
      packed += entry.getCompressedSize();
      unpacked += entry.getSize();
      require(
          name, files.size() <= limits.entries(), "at most %s files".formatted(limits.entries()));
    }
    // if entries share packed bytes, a small archive unpacks to petabytes
    require(
        "all entries",
        packed <= Files.size(archive),
        "at most as many packed bytes as the file has");
    require(
        "all entries",
        unpacked <= limits.totalBytes(),
        "at most %s bytes in total, not %s".formatted(limits.totalBytes(), unpacked));
    return files;
  }

  private boolean isPlain(String name) {
    return name.startsWith(folder + "/")
        && name.substring(folder.length() + 1)
            .matches((nested ? "(" + NAME + "/){0,8}" : "") + NAME);
  }

  private boolean isFolder(String name) {
    return name.equals(folder + "/") || nested && isPlain(name.substring(0, name.length() - 1));
  }

  private static boolean isOfMac(String name) {
    return name.startsWith("__MACOSX/") || name.endsWith("/.DS_Store");
  }

  private void require(String entry, boolean holds, String expected) throws UnsafeArchiveException {
    if (!holds) {
      throw new UnsafeArchiveException(
          "%s: found entry \"%s\", expected %s".formatted(archive, printable(entry), expected));
    }
  }

  private static String printable(String name) {
    String start = name.length() > 120 ? name.substring(0, 120) + "…" : name;
    return start.replaceAll("\\p{Cntrl}", "?");
  }
}
