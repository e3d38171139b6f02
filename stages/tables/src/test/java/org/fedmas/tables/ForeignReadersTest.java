package org.fedmas.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.tables.image.ImageHeader;
import org.fedmas.tables.image.ImageRow;
import org.fedmas.tables.image.ImageShard;
import org.fedmas.tables.image.ImageShardWriter;
import org.fedmas.tables.prediction.PredictionRow;
import org.fedmas.tables.prediction.PredictionTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files read by a program that shares no code with ours: DuckDB, by its own Parquet reader. */
class ForeignReadersTest {

  @TempDir Path folder;

  @Test
  void imageShards() throws Exception {
    List<ImageRow> rows = RandomRows.images(4, 120);
    Path file = folder.resolve(ImageShard.FILE);
    try (ImageShardWriter writer = new ImageShardWriter(file)) {
      for (ImageRow row : rows) {
        writer.write(row);
      }
    }
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      assertThat(types(statement, file))
          .containsExactlyEntriesOf(
              ordered(
                  "image_id", "VARCHAR",
                  "label", "INTEGER",
                  "client", "INTEGER",
                  "lesion_id", "VARCHAR",
                  "source_width", "INTEGER",
                  "source_height", "INTEGER",
                  "source_sha256", "VARCHAR",
                  "width", "INTEGER",
                  "height", "INTEGER",
                  "pixels", "BLOB"));
      List<ImageRow> found = new ArrayList<>();
      try (ResultSet result = statement.executeQuery("SELECT * FROM '" + file + "'")) {
        while (result.next()) {
          found.add(row(result));
        }
      }
      assertThat(found).isEqualTo(rows);
      assertThat(metadata(statement, file, "compression")).containsOnly("ZSTD");
      // what can be skipped by, and what a reader holds at once
      assertThat(
              metadata(statement, file, "stats_min_value IS NOT NULL AND path_in_schema = 'label'"))
          .contains("true");
      assertThat(metadata(statement, file, "total_uncompressed_size < 40000000"))
          .containsOnly("true");
    }
  }

  @Test
  void listsOfNumbers() throws Exception {
    List<PredictionRow> rows = RandomRows.predictions(9, 50);
    Path file = folder.resolve(PredictionTable.FILE);
    PredictionTable.write(file, rows);
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      assertThat(types(statement, file)).containsEntry("probabilities", "FLOAT[]");
      try (ResultSet result =
          statement.executeQuery(
              "SELECT image_id, probabilities[1] AS first, len(probabilities) AS n FROM '"
                  + file
                  + "'")) {
        for (PredictionRow row : rows) {
          assertThat(result.next()).isTrue();
          assertThat(result.getString("image_id")).isEqualTo(row.imageId());
          assertThat(result.getInt("n")).isEqualTo(row.probabilities().length);
          assertThat(result.getFloat("first")).isEqualTo(row.probabilities()[0]);
        }
      }
    }
  }

  private static ImageRow row(ResultSet result) throws SQLException {
    Blob blob = result.getBlob("pixels");
    ImageHeader header =
        new ImageHeader(
            result.getString("image_id"),
            result.getInt("label"),
            result.getInt("client"),
            result.getString("lesion_id"),
            result.getInt("source_width"),
            result.getInt("source_height"),
            new org.fedmas.contract.Digest(result.getString("source_sha256")),
            result.getInt("width"),
            result.getInt("height"));
    return new ImageRow(header, blob.getBytes(1, (int) blob.length()));
  }

  private static Map<String, String> types(Statement statement, Path file) throws SQLException {
    Map<String, String> types = new LinkedHashMap<>();
    try (ResultSet result = statement.executeQuery("DESCRIBE SELECT * FROM '" + file + "'")) {
      while (result.next()) {
        types.put(result.getString("column_name"), result.getString("column_type"));
      }
    }
    return types;
  }

  private static List<String> metadata(Statement statement, Path file, String expression)
      throws SQLException, IOException {
    Map<String, Boolean> found = new TreeMap<>();
    try (ResultSet result =
        statement.executeQuery(
            "SELECT " + expression + " AS v FROM parquet_metadata('" + file + "')")) {
      while (result.next()) {
        found.put(result.getString("v"), true);
      }
    }
    return List.copyOf(found.keySet());
  }

  private static Map<String, String> ordered(String... words) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < words.length; i += 2) {
      map.put(words[i], words[i + 1]);
    }
    return map;
  }
}
