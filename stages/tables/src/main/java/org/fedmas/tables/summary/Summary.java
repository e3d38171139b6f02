package org.fedmas.tables.summary;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.json.Json;

/** A JSON file in an artifact's folder, with a name of its own for each type. */
public interface Summary {

  /** Writes the summary into an artifact's folder. */
  default void write(Path folder) throws IOException {
    Files.write(file(folder, getClass()), Json.pretty(Json.tree(this)));
  }

  /**
   * Reads a summary from an artifact's folder.
   *
   * @throws CorruptArtifactException if the file is not a summary of this type
   */
  static <S extends Summary> S read(Path folder, Class<S> type) throws IOException {
    Path file = file(folder, type);
    try {
      return Json.mapper().readValue(Files.readAllBytes(file), type);
    } catch (JacksonException e) {
      throw new CorruptArtifactException(file + ": " + e.getOriginalMessage(), e);
    }
  }

  private static Path file(Path folder, Class<?> type) {
    Map<Class<?>, String> names =
        Map.of(
            AggregationSummary.class, "aggregation.json",
            AuxiliarySummary.class, "auxiliary.json",
            ClassLossSummary.class, "class-losses.json",
            ImageStatistics.class, "statistics.json",
            PretrainSummary.class, "pretraining.json",
            PriorSummary.class, "prior.json",
            ShardSummary.class, "shard.json",
            UpdateSummary.class, "update.json");
    return folder.resolve(Objects.requireNonNull(names.get(type)));
  }
}
