package org.fedmas.pipeline.executors.flink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Tests of the Kubernetes files against the definitions of the Flink operator, which must know
 * every field. Their settings must equal those of a cluster on one machine.
 */
class ManifestsTest {

  private static final Path CLUSTER =
      Path.of(System.getProperty("fedmas.root", "..")).resolve("pipeline/cluster");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static JsonNode definition;

  @BeforeAll
  static void readDefinition() throws IOException {
    String name = "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";
    try (InputStream in = ManifestsTest.class.getResourceAsStream(name)) {
      definition =
          tree(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
              .at("/spec/versions/0/schema/openAPIV3Schema");
    }
    strict(definition);
    assertThat(definition.at("/properties/spec/properties").size()).isGreaterThan(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cluster.yaml", "gpu-cluster.yaml"})
  void clustersHaveTheOperatorsForm(String file) throws IOException {
    ObjectNode manifest = (ObjectNode) manifest(file);
    assertThat(manifest.get("apiVersion").asText()).isEqualTo("flink.apache.org/v1beta1");
    assertThat(manifest.get("kind").asText()).isEqualTo("FlinkDeployment");

    assertThat(schema(definition.at("/properties/spec")).validate(manifest.get("spec"))).isEmpty();
  }

  @Test
  void theRunsPodHasKubernetesForm() throws IOException {
    JsonNode run = manifest("run.yaml");
    assertThat(run.get("apiVersion").asText()).isEqualTo("batch/v1");
    assertThat(run.get("kind").asText()).isEqualTo("Job");

    JsonNode pod = definition.at("/properties/spec/properties/podTemplate");
    assertThat(schema(pod).validate(run.at("/spec/template"))).isEmpty();
    assertThat(run.at("/spec/template/spec/containers/0/args").toString())
        .contains("--flinkMaster=" + manifest("cluster.yaml").at("/metadata/name").asText());
  }

  /** Guards the others: a definition that accepts anything would hold for nothing. */
  @Test
  void invalidFilesAreFound() throws IOException {
    ObjectNode unknown = (ObjectNode) manifest("cluster.yaml").get("spec");
    unknown.put("flinkVersoin", "v1_19");
    ObjectNode mistyped = (ObjectNode) manifest("cluster.yaml").get("spec");
    ((ObjectNode) mistyped.get("taskManager")).put("replicas", "two");
    ObjectNode pod = (ObjectNode) manifest("run.yaml").at("/spec/template/spec");
    pod.put("restartpolicy", "Never");

    JsonSchema spec = schema(definition.at("/properties/spec"));
    assertThat(spec.validate(unknown)).isNotEmpty();
    assertThat(spec.validate(mistyped)).isNotEmpty();
    assertThat(
            schema(definition.at("/properties/spec/properties/podTemplate/properties/spec"))
                .validate(pod))
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cluster.yaml", "gpu-cluster.yaml"})
  void settingsAreThoseOfAClusterOnOneMachine(String file) throws IOException {
    Map<String, String> local = new TreeMap<>();
    flatten("", tree(Files.readString(CLUSTER.resolve("conf/config.yaml"))), local);
    JsonNode settings = manifest(file).at("/spec/flinkConfiguration");

    for (String key :
        new String[] {
          "restart-strategy.type",
          "restart-strategy.fixed-delay.attempts",
          "restart-strategy.fixed-delay.delay",
          "jobmanager.execution.failover-strategy",
          "heartbeat.interval",
          "heartbeat.timeout",
          "slot.request.timeout",
          "taskmanager.memory.managed.size"
        }) {
      assertThat(settings.path(key).asText()).as(key).isNotEmpty().isEqualTo(local.get(key));
    }
  }

  @Test
  void aGpuHasOneWorkerWithOneSlot() throws IOException {
    JsonNode spec = manifest("gpu-cluster.yaml").get("spec");

    assertThat(spec.at("/flinkConfiguration/taskmanager.numberOfTaskSlots").asText())
        .isEqualTo("1");
    assertThat(
            spec.at("/taskManager/podTemplate/spec/containers/0/resources/limits/nvidia.com~1gpu")
                .asInt())
        .isEqualTo(1);
  }

  private static JsonNode manifest(String file) throws IOException {
    return tree(Files.readString(CLUSTER.resolve("kubernetes").resolve(file)));
  }

  private static JsonNode tree(String yaml) {
    return JSON.valueToTree(
        new Load(LoadSettings.builder().setCodePointLimit(10_000_000).build())
            .loadFromString(yaml));
  }

  private static JsonSchema schema(JsonNode node) {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(node);
  }

  /** Kubernetes drops fields that a definition does not know; here they are errors. */
  private static void strict(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("additionalProperties")
        && !object.has("x-kubernetes-preserve-unknown-fields")) {
      object.put("additionalProperties", false);
    }
    node.forEach(ManifestsTest::strict);
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> into) {
    if (node.isObject()) {
      node.fields()
          .forEachRemaining(
              field ->
                  flatten(
                      prefix.isEmpty() ? field.getKey() : prefix + "." + field.getKey(),
                      field.getValue(),
                      into));
    } else {
      into.put(prefix, node.asText());
    }
  }
}
