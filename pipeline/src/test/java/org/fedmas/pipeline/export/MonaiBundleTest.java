package org.fedmas.pipeline.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.json.Json;
import org.fedmas.pipeline.model.DeployedModel;
import org.fedmas.pipeline.model.ModelDescription;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tensors.checkpoint.Checkpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonaiBundleTest {

  private static final ModelState STATE =
      new ModelState(Map.of("fc.bias", StoredTensor.of(new float[] {1, 2}, 2)));

  @TempDir Path folder;

  @BeforeEach
  void write() throws Exception {
    Config config =
        Settings.read(
                ConfigSource.yaml(
                    "c.yaml",
                    "dataset:\n  kind: sample\nmodel:\n  backbone: resnet18\n",
                    new ConfigProblems()))
            .config();
    ModelDescription description =
        ModelDescription.of(List.of("MEL", "NV"), config, "sha256:1", null);
    new MonaiBundle(new DeployedModel(description, STATE), "tiny").write(folder);
  }

  private JsonNode json(String file) throws Exception {
    return Json.mapper().readTree(Files.readAllBytes(folder.resolve(file)));
  }

  @Test
  void metadataHasTheMandatoryKeys() throws Exception {
    JsonNode metadata = json("configs/metadata.json");
    for (String key :
        List.of(
            "version",
            "monai_version",
            "pytorch_version",
            "numpy_version",
            "optional_packages_version",
            "task",
            "description",
            "authors",
            "copyright",
            "network_data_format")) {
      assertThat(metadata.has(key)).as(key).isTrue();
    }
    JsonNode output = metadata.at("/network_data_format/outputs/pred");
    for (String key :
        List.of(
            "type",
            "format",
            "modality",
            "num_channels",
            "spatial_shape",
            "dtype",
            "value_range",
            "is_patch_data",
            "channel_def")) {
      assertThat(output.has(key)).as(key).isTrue();
    }
    assertThat(output.at("/channel_def/1").asText()).isEqualTo("NV");
  }

  @Test
  void inferenceBuildsTheNetworkOfTorchvision() throws Exception {
    JsonNode inference = json("configs/inference.json");
    assertThat(inference.at("/network_def/_target_").asText())
        .isEqualTo("torchvision.models.resnet18");
    assertThat(inference.at("/network_def/num_classes").intValue()).isEqualTo(2);
    assertThat(inference.at("/preprocessing/transforms")).hasSize(4);
  }

  @Test
  void theStateDictIsTheModel() throws Exception {
    assertThat(Checkpoint.read(folder.resolve("models/model.pt"))).isEqualTo(STATE);
  }
}
