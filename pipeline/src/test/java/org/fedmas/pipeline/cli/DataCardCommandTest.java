package org.fedmas.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fedmas.contract.json.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCardCommandTest {

  @TempDir Path folder;
  private Path config;

  @BeforeEach
  void sample() throws Exception {
    config = folder.resolve("c.yaml");
    Files.writeString(config, "dataset:\n  kind: sample\n  images: 400\n");
  }

  private JsonNode card(String... more) throws Exception {
    Path file = folder.resolve("card.json");
    String[] words = {"data", "card", "--config", config.toString(), "--to", file.toString()};
    String[] all = new String[words.length + more.length];
    System.arraycopy(words, 0, all, 0, words.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    Said said = Said.by(all);
    assertThat(said.code()).as(said.error()).isZero();
    return Json.mapper().readTree(Files.readAllBytes(file));
  }

  @Test
  void hasThePropertiesThatTheFormatRequires() throws Exception {
    JsonNode required;
    try (InputStream in =
        DataCardCommandTest.class.getResourceAsStream("croissant-required.json")) {
      required = Json.mapper().readTree(in);
    }
    JsonNode card = card();
    assertThat(card.get("conformsTo").asText()).isEqualTo("http://mlcommons.org/croissant/1.1");
    has(card, required.get("dataset"));
    has(card.get("@context"), required.get("context"));
    card.get("distribution").forEach(one -> has(one, required.get(one.get("@type").asText())));
    for (JsonNode set : card.get("recordSet")) {
      has(set, required.get("cr:RecordSet"));
      set.get("field").forEach(field -> has(field, required.get("cr:Field")));
    }
  }

  private static void has(JsonNode entity, JsonNode properties) {
    properties.forEach(
        property ->
            assertThat(entity.has(property.asText()))
                .as("%s of %s", property, entity.path("@id"))
                .isTrue());
  }

  @Test
  void countsBelowTheMinimumAreLeftOutUnlessAskedFor() throws Exception {
    assertThat(smallest(card())).isGreaterThanOrEqualTo(10);
    assertThat(smallest(card("--small-cells"))).isLessThan(10);
  }

  private static int smallest(JsonNode card) {
    int smallest = Integer.MAX_VALUE;
    for (JsonNode count : card.at("/recordSet/2/data")) {
      smallest = Math.min(smallest, count.get("counts/images").intValue());
    }
    return smallest;
  }

  @Test
  void noImageIsNamed() throws Exception {
    assertThat(card().toString()).doesNotContain("SAMPLE_").doesNotContain(folder.toString());
  }
}
