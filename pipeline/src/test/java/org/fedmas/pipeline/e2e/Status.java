package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.TreeMap;

/** The output of {@code fedmas status --format json}. */
record Status(List<Row> rows) {

  record Row(String stage, String unit, String fingerprint, String content, String state) {}

  static Status parse(String json) throws Exception {
    JsonNode artifacts = new ObjectMapper().readTree(json).get("artifacts");
    List<Row> rows = new java.util.ArrayList<>();
    for (JsonNode row : artifacts) {
      assertThat(row.fieldNames())
          .toIterable()
          .containsExactlyInAnyOrder(
              "stage", "unit", "round", "fingerprint", "content", "state", "reason", "bytes");
      rows.add(
          new Row(
              row.get("stage").asText(),
              row.get("unit").asText(),
              row.get("fingerprint").asText(),
              row.get("content").asText(),
              row.get("state").asText()));
    }
    return new Status(List.copyOf(rows));
  }

  /** Returns unit → content digest; fails unless every unit is present. */
  TreeMap<String, String> contents() {
    TreeMap<String, String> contents = new TreeMap<>();
    for (Row row : rows) {
      assertThat(row.state()).as(row.unit()).isEqualTo("present");
      assertThat(row.content()).as(row.unit()).matches("sha256:[0-9a-f]{64}");
      contents.put(row.unit(), row.content());
    }
    return contents;
  }

  Row unit(String name) {
    return rows.stream().filter(row -> row.unit().equals(name)).findFirst().orElseThrow();
  }
}
