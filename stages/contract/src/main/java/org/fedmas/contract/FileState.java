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
 * The state of a file, compared without reading its bytes. A state consists of path, size, inode
 * and both times of change, as far as the file system records them.
 *
 * @param key text that is equal for equal states; one line without a line break
 * @param changed time of the last change of any kind
 */
public record FileState(String key, FileTime changed) {

  /** Returns the current state of a file; links are followed. */
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
   * Returns whether the last change is older than the given age. A file that changed more recently
   * could change again within one tick of the clock, without a visible difference.
   */
  public boolean isSettled(Duration age) {
    return changed.toInstant().isBefore(Instant.now().minus(age));
  }
}
