package org.fedmas.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * What tells one state of a file from another without reading it: path, size, inode and both times
 * of change, as far as the file system keeps them.
 *
 * @param key equal for equal states; one line without a line break
 * @param changed when the file last changed in any way
 */
public record FileState(String key, FileTime changed) {

  /** Returns the state that the file is in now; of a link, that of the file it leads to. */
  public static FileState of(Path file) throws IOException {
    Map<String, Object> attributes =
        file.getFileSystem().supportedFileAttributeViews().contains("unix")
            ? Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,ino")
            : Files.readAttributes(file, "size,lastModifiedTime");
    FileTime modified = Objects.requireNonNull((FileTime) attributes.get("lastModifiedTime"));
    FileTime changed = Objects.requireNonNullElse((FileTime) attributes.get("ctime"), modified);
    String key =
        String.join(
            "\t",
            file.toAbsolutePath().normalize().toString(),
            String.valueOf(attributes.get("size")),
            modified.toString(),
            changed.toString(),
            String.valueOf(attributes.getOrDefault("ino", "-")));
    return new FileState(key, changed);
  }

  /**
   * Returns whether the last change is that long ago; a file that changed more recently could
   * change once more within one tick of its clock, and be in what looks like the same state.
   */
  public boolean isSettled(Duration age) {
    return changed.toInstant().isBefore(Instant.now().minus(age));
  }
}
