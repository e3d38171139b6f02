package org.fedmas.store.remote;

import java.nio.file.Path;
import java.util.Map;
import org.fedmas.contract.Digest;
import org.fedmas.contract.config.ByteSize;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.store.file.DurableFiles;
import org.jspecify.annotations.Nullable;

/**
 * The folder of this machine for artifacts that lie elsewhere: {@code files/} and {@code views/} of
 * the {@link FileCache}, and {@code rooms/} with what stays on the machine for each address. It is
 * the machine's choice, not the run's: {@code FEDMAS_CACHE} (default {@code ~/.cache/fedmas}) and
 * {@code FEDMAS_CACHE_SIZE} (default 16g).
 *
 * @param folder the folder
 * @param most bytes that the cache may have
 */
public record MachineCache(Path folder, long most) {

  private static final String SIZE = "FEDMAS_CACHE_SIZE";
  private static final String DEFAULT_SIZE = "16g";

  /** As the environment says. */
  public static MachineCache ofEnvironment() {
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

  /** Returns the cached files. */
  public FileCache files() {
    return FileCache.in(folder, most, DurableFiles.local());
  }

  /**
   * Returns the folder for what stays on this machine of an address: staged units, leases, records.
   */
  public Path room(String address) {
    return folder.resolve("rooms").resolve(Digest.of(address).hex().substring(0, 16));
  }

  private static long bytes(@Nullable String text) {
    String size = text == null || text.isEmpty() ? DEFAULT_SIZE : text;
    return ByteSize.parse(size)
        .orElseThrow(
            () -> new ConfigException(SIZE + "=" + size + ": expected " + ByteSize.EXAMPLES));
  }
}
