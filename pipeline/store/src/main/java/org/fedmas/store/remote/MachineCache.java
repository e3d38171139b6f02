package org.fedmas.store.remote;

import java.nio.file.Path;
import java.util.Map;
import org.fedmas.contract.Digest;
import org.fedmas.contract.config.ByteSize;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.store.file.DurableFiles;
import org.jspecify.annotations.Nullable;

/**
 * The cache folder of this machine for remote artifacts. The folder contains {@code files/} and
 * {@code views/} of the {@link FileCache}, and {@code rooms/} with the local files of each address.
 * Each machine configures its own by {@code FEDMAS_CACHE} (default {@code ~/.cache/fedmas}) and
 * {@code FEDMAS_CACHE_SIZE} (default 16g).
 *
 * @param most the maximum size of the cached files in bytes
 */
record MachineCache(Path folder, long most) {

  private static final String SIZE = "FEDMAS_CACHE_SIZE";
  private static final String DEFAULT_SIZE = "16g";

  /** Returns the cache that the environment variables configure. */
  static MachineCache ofEnvironment() {
    return of(System.getenv());
  }

  static MachineCache of(Map<String, String> environment) {
    String folder = environment.getOrDefault("FEDMAS_CACHE", "");
    return new MachineCache(
        folder.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache", "fedmas")
            : Path.of(folder).toAbsolutePath(),
        bytes(environment.get(SIZE)));
  }

  /** Returns the cache of files. */
  FileCache files() {
    return FileCache.in(folder, most, DurableFiles.local());
  }

  /** Returns the folder for the local files of an address: staged units, leases, records. */
  Path localFolder(String address) {
    return folder.resolve("rooms").resolve(Digest.of(address).hex().substring(0, 16));
  }

  private static long bytes(@Nullable String text) {
    String size = text == null || text.isEmpty() ? DEFAULT_SIZE : text;
    return ByteSize.parse(size)
        .orElseThrow(
            () -> new ConfigException(SIZE + "=" + size + ": expected " + ByteSize.EXAMPLES));
  }
}
