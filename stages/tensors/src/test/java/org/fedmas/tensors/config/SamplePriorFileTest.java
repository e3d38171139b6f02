package org.fedmas.tensors.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.fedmas.contract.Digest;
import org.fedmas.contract.config.ConfigProblems;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.ConfigSource;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.TensorType;
import org.fedmas.tensors.network.backbone.ResNet;
import org.junit.jupiter.api.Test;

/** Tests of the encoder that comes with the program. */
class SamplePriorFileTest {

  private static final Path NOWHERE = Path.of("nowhere");
  private static final int LARGEST = 2_000_000;

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = ShippedPrior.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return in.readAllBytes();
    }
  }

  private static AuxiliarySettings read(String yaml) {
    ConfigReader reader =
        ConfigReader.of(ConfigSource.yaml("some.yaml", yaml, new ConfigProblems()));
    AuxiliarySettings settings = AuxiliarySettings.read(reader);
    reader.finish();
    return settings;
  }

  @Test
  void theFileIsTheRecordedOne() throws IOException {
    byte[] file = resource(ShippedPrior.RESOURCE);
    JsonNode record = new ObjectMapper().readTree(resource("sample-prior.json"));
    assertThat(file.length).isLessThan(LARGEST).isEqualTo(record.get("bytes").intValue());
    assertThat(Digest.of(file)).isEqualTo(Digest.parse(record.get("digest").textValue()));
    assertThat(ShippedPrior.shipped().digest()).isEqualTo(Digest.of(file));
    assertThat(ShippedPrior.shipped().network()).isEqualTo(record.get("network").textValue());
    assertThat(ShippedPrior.shipped().texts())
        .containsEntry("made_on", record.get("made_on").textValue());
  }

  @Test
  void itsValuesAreFinite() {
    ModelState state = ShippedPrior.shipped().state(ResNet.RESNET20);
    for (String name : state.names()) {
      if (state.tensor(name).type() == TensorType.F32) {
        for (float value : state.tensor(name).floats()) {
          assertThat(Float.isFinite(value)).as(name).isTrue();
        }
      }
    }
  }

  @Test
  void theWordStandsForTheFile() {
    AuxiliaryNetwork network =
        read("auxiliary: {network: moco-v2-resnet20, weights: sample}").networks().get(0);
    assertThat(network.weights().isSeeded()).isFalse();
    assertThat(network.weights().file(NOWHERE)).isEmpty();
    assertThat(network.weights().digest("", NOWHERE, file -> Digest.of("none")))
        .contains(ShippedPrior.shipped().digest());
    assertThat(network.state(NOWHERE, 0)).isEqualTo(ShippedPrior.shipped().state(ResNet.RESNET20));
  }

  @Test
  void anotherNetworkHasNoShippedValues() {
    for (String other : new String[] {"moco-v2-resnet8", "imagenet-resnet18", "dino-vit-s16"}) {
      assertThatExceptionOfType(ConfigException.class)
          .isThrownBy(() -> read("auxiliary: {network: %s, weights: sample}".formatted(other)))
          .withMessageContaining("auxiliary.weights")
          .withMessageContaining(other + ", since sample stands for those of moco-v2-resnet20");
    }
  }
}
