package org.fedmas.tensors.network.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tensors.network.GoldenModels;
import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.backbone.ResNet;
import org.fedmas.tensors.network.head.AuxiliaryHead;
import org.fedmas.tensors.network.head.ContrastHead;
import org.fedmas.tensors.network.head.Head;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.Parity;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LayoutTest {

  private static final Layout SMALL = new AuxiliaryHead(16).layout(ResNet.RESNET8, 8);

  @Test
  @Tag("parity")
  void equalsTheGoldenStateDicts() {
    compareAll();
  }

  @Test
  void hasTheNamesAndOrderOfTheGoldenStateDicts() {
    compareAll();
  }

  private static void compareAll() {
    JsonNode dicts = Golden.json("state_dicts.json");
    JsonNode models = Golden.json("models.json").get("models");
    dicts
        .fieldNames()
        .forEachRemaining(
            model -> {
              JsonNode golden = models.get(model);
              Head head = GoldenModels.head(golden.get("head").asText(), golden.get("aux_dim"));
              Backbone backbone = GoldenModels.backbone(golden.get("arch").asText());
              int classes = golden.get("eval").get("logits").get(0).size();
              List<String> ours = lines(head.layout(backbone, classes));
              List<String> wanted = lines(dicts.get(model));
              Parity.holds("state_dicts.json", model, ours.equals(wanted));
            });
  }

  private static List<String> lines(Layout layout) {
    return layout.tensors().stream()
        .map(e -> e.name() + " " + e.shape() + " " + GoldenModels.word(e.role()))
        .toList();
  }

  private static List<String> lines(JsonNode dict) {
    List<String> lines = new ArrayList<>();
    for (JsonNode spec : dict) {
      List<Long> shape = new ArrayList<>();
      spec.get(1).forEach(size -> shape.add(size.longValue()));
      lines.add(spec.get(0).asText() + " " + shape + " " + spec.get(2).asText());
    }
    return lines;
  }

  @Test
  void aClassifierStartsWithItsBackbone() {
    for (Backbone backbone : Backbone.choice().members()) {
      List<TensorSpec> trunk = backbone.layout().tensors();
      List<TensorSpec> whole = new ContrastHead().layout(backbone, 5).tensors();
      assertThat(whole.subList(0, trunk.size())).isEqualTo(trunk);
    }
  }

  @Test
  void parametersAndBuffersPartitionTheTensors() {
    assertThat(SMALL.parameters()).allMatch(spec -> spec.role().trainable());
    assertThat(SMALL.tensors())
        .filteredOn(spec -> !spec.role().trainable())
        .hasSize(SMALL.tensors().size() - SMALL.parameters().size());
  }

  @Test
  void rejectsAStateOfAnotherNetworkByName() {
    Map<String, StoredTensor> tensors =
        new LinkedHashMap<>(SeededInitialisation.of(SMALL, RandomKey.of(1)).tensors());
    tensors.put("fc.bias", StoredTensor.of(new float[7], 7));
    assertThatThrownBy(() -> SMALL.requireIn(new ModelState(tensors)))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining("fc.bias")
        .hasMessageContaining("[8]");
    tensors.remove("fc.bias");
    assertThatThrownBy(() -> SMALL.requireIn(new ModelState(tensors)))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining("no tensor fc.bias");
  }

  @Test
  void resnet8AcceptsThumbnailsOnly() {
    ResNet.RESNET8.requireImages(32, 32);
    assertThatThrownBy(() -> ResNet.RESNET8.requireImages(224, 224))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("32x32")
        .hasMessageContaining("224x224");
    ResNet.RESNET18.requireImages(224, 200);
  }

  @Test
  void anAuxiliaryHeadNeedsAWidth() {
    assertThatThrownBy(() -> new AuxiliaryHead(0)).isInstanceOf(ConfigException.class);
  }
}
