package org.fedmas.results.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fedmas.contract.ArtifactRef;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.json.Json;
import org.fedmas.store.file.DurableFiles;
import org.jspecify.annotations.Nullable;

/**
 * The record of a run, {@code run.json}. Unlike recipes and manifests it holds times, hosts and
 * versions; no artifact is computed from it.
 *
 * @param format version of this file's form
 * @param configFile the configuration file as given
 * @param data folder of the raw inputs
 * @param config the resolved configuration, dotted keys
 * @param environment code, Java, engine and machine versions, runner
 * @param started ISO-8601, of the last time the run was started
 * @param finished null unless it ran to its end
 * @param seconds wall-clock seconds of all starts together
 * @param unitsRun units computed by the last start
 * @param unitsReused units found present by the last start
 * @param roundSeconds round → wall-clock seconds of the start that computed it
 * @param units every unit of the run that is present, in order
 * @param jobs the jobs that computed something, of all starts, in order; absent from records of
 *     earlier versions
 */
public record RunRecord(
    int format,
    String run,
    @JsonProperty("config_file") String configFile,
    String data,
    JsonNode config,
    Map<String, String> environment,
    String started,
    @Nullable String finished,
    double seconds,
    @JsonProperty("units_run") int unitsRun,
    @JsonProperty("units_reused") int unitsReused,
    List<String> warnings,
    @JsonProperty("round_seconds") Map<Integer, Double> roundSeconds,
    List<Unit> units,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Job> jobs) {

  /** The file's name. */
  public static final String FILE = "run.json";

  /** The field of the environment that names the {@link Processors} of the run. */
  public static final String PROCESSOR = "processor";

  /** Version of the form, described in docs/artifacts.md. */
  public static final int FORMAT = 1;

  /** A unit that the run has, with its artifact {@code kind/fingerprint} and content digest. */
  public record Unit(String unit, String artifact, String content) {

    /** Returns the artifact. */
    @JsonIgnore
    public ArtifactRef ref() {
      return ArtifactRef.parse(artifact);
    }
  }

  /**
   * A job that computed units.
   *
   * @param kind the kind of step, such as {@code aggregation}
   * @param title the title that users saw
   * @param units number of units computed
   */
  public record Job(String kind, String title, String started, double seconds, int units) {}

  @JsonCreator
  public RunRecord {
    environment = new TreeMap<>(environment);
    roundSeconds = new TreeMap<>(roundSeconds);
    jobs = jobs == null ? List.of() : List.copyOf(jobs); // absent from earlier records
  }

  /** Creates a record without jobs. */
  public RunRecord(
      int format,
      String run,
      String configFile,
      String data,
      JsonNode config,
      Map<String, String> environment,
      String started,
      @Nullable String finished,
      double seconds,
      int unitsRun,
      int unitsReused,
      List<String> warnings,
      Map<Integer, Double> roundSeconds,
      List<Unit> units) {
    this(
        format,
        run,
        configFile,
        data,
        config,
        environment,
        started,
        finished,
        seconds,
        unitsRun,
        unitsReused,
        warnings,
        roundSeconds,
        units,
        List.of());
  }

  /** Returns the record in a run's folder, empty if the run was never started. */
  public static Optional<RunRecord> read(Path runFolder) {
    Path file = runFolder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode json = Json.mapper().readTree(Files.readAllBytes(file));
      if (json.path("format").asInt() != FORMAT) {
        throw new CorruptArtifactException(
            """
            %s: found format %s, expected %s. Move the file away and run again: all artifacts are \
            kept"""
                .formatted(file, json.path("format"), FORMAT));
      }
      return Optional.of(Json.mapper().treeToValue(json, RunRecord.class));
    } catch (JsonProcessingException e) {
      throw new CorruptArtifactException(
          """
          %s: cannot read the run record (%s). Move the file away and run again: all artifacts are \
          kept"""
              .formatted(file, e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Writes the record as a whole. */
  public void write(Path runFolder, DurableFiles files) throws IOException {
    files.replace(runFolder.resolve(FILE), Json.pretty(Json.tree(this)));
  }
}
