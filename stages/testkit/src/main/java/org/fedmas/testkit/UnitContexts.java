package org.fedmas.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.fedmas.contract.Digest;
import org.fedmas.contract.Stage;
import org.fedmas.contract.UnitCheckpoint;
import org.fedmas.contract.UnitContext;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.UnitProgress;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.ConfigSource;

/**
 * A builder of the context in which a stage computes one unit, for tests that call {@code
 * compute()} without a store or a runner. Roles that a test does not set stay absent.
 */
public final class UnitContexts {

  private final UnitKey key;
  private final Path folder;
  private Config config = new Config(Map.of());
  private final Map<String, List<Path>> inputs = new HashMap<>();
  private final Map<String, Digest> raw = new HashMap<>();
  private Path data;
  private UnitProgress progress = UnitProgress.none();
  private UnitCheckpoint checkpoint = UnitCheckpoint.none();

  private UnitContexts(UnitKey key, Path folder) {
    this.key = key;
    this.folder = folder;
    this.data = folder.resolve("data");
  }

  /**
   * Starts the context of one unit.
   *
   * @param folder a temporary folder; {@code data} in it is the data folder, and each unit gets an
   *     output folder in it that is named after its key
   */
  public static UnitContexts of(UnitKey key, Path folder) {
    return new UnitContexts(key, folder);
  }

  /**
   * Sets the configuration from YAML text.
   *
   * @param readers reads every key of the unit, so that defaults are filled in as by the driver
   */
  public UnitContexts config(String yaml, Consumer<ConfigReader> readers) {
    ConfigReader reader =
        ConfigReader.of(ConfigSource.yaml("test.yaml", yaml, new ConfigProblems()));
    readers.accept(reader);
    config = reader.recorded();
    return this;
  }

  /** Adds the folders of one role. */
  public UnitContexts input(String role, Path... folders) {
    inputs.put(role, List.of(folders));
    return this;
  }

  /** Adds the digest of a raw input. */
  public UnitContexts raw(String role, Digest digest) {
    raw.put(role, digest);
    return this;
  }

  /** Sets the folder of the raw inputs. */
  public UnitContexts data(Path data) {
    this.data = data;
    return this;
  }

  /** Sets the listener of the progress. */
  public UnitContexts progress(UnitProgress progress) {
    this.progress = progress;
    return this;
  }

  /** Sets the checkpoint storage. */
  public UnitContexts checkpoint(UnitCheckpoint checkpoint) {
    this.checkpoint = checkpoint;
    return this;
  }

  /**
   * Computes the unit with only those configuration keys that its settings read.
   *
   * @return the output folder
   */
  public Path computedBy(Stage stage) throws Exception {
    Files.createDirectories(data);
    Path output =
        Files.createTempDirectory(folder, key.toString().replace('/', '-') + "-").toAbsolutePath();
    Config declared = stage.recipeConfig(stage.kind(key), config);
    stage.compute(
        new UnitContext(
            key,
            declared,
            Map.copyOf(inputs),
            Map.copyOf(raw),
            Map.of(),
            data,
            output,
            progress,
            checkpoint));
    return output;
  }
}
