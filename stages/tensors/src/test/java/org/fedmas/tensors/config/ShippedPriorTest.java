package org.fedmas.tensors.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.fedmas.contract.Digest;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.model.TensorType;
import org.fedmas.tensors.checkpoint.Checkpoint;
import org.fedmas.tensors.checkpoint.HalfPrecision;
import org.fedmas.tensors.network.backbone.ResNet;
import org.fedmas.tensors.network.layer.SeededInitialisation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of an encoder in the form of the shipped one, with drawn values. */
class ShippedPriorTest {

  private static final ModelState DRAWN =
      SeededInitialisation.of(ResNet.RESNET56.layout(), RandomKey.of(5));

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("prior.safetensors");
    Safetensors.write(
        file, HalfPrecision.narrowed(DRAWN), Map.of("arch", "resnet56", "made_on", "fold 1"));
  }

  private ShippedPrior prior() throws IOException {
    return ShippedPrior.of(Files.readAllBytes(file));
  }

  @Test
  void theFileNamesItsNetworkAndOrigin() throws IOException {
    assertThat(prior().network()).isEqualTo("moco-v2-resnet56");
    assertThat(prior().texts()).containsEntry("made_on", "fold 1");
    assertThat(prior().digest()).isEqualTo(Digest.of(file));
  }

  @Test
  void bytesAndFileGiveTheSameValues() throws IOException {
    ModelState state = prior().state(ResNet.RESNET56);
    assertThat(state).isEqualTo(BackboneCheckpoint.read(file, ResNet.RESNET56));
    assertThat(state.tensor("conv1.weight").type()).isEqualTo(TensorType.F32);
    assertThat(HalfPrecision.narrowed(state)).isEqualTo(HalfPrecision.narrowed(DRAWN));
  }

  @Test
  void anotherArchitectureIsNamedWithShapes() throws IOException {
    ShippedPrior prior = prior();
    prior.requireFit(ResNet.RESNET56);
    assertThatThrownBy(() -> prior.requireFit(ResNet.RESNET8))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining("shape of conv1.weight: found [16, 3, 3, 3], expected [64, 3, 3, 3]");
  }

  @Test
  void metadataOfAFileAreItsTexts() {
    assertThat(Checkpoint.contents(file).texts()).containsEntry("arch", "resnet56");
  }
}
