package org.fedmas.tensors.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.model.TensorType;
import org.fedmas.tensors.checkpoint.Checkpoint;
import org.fedmas.tensors.checkpoint.PytorchStateDict;
import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.backbone.ResNet;
import org.fedmas.tensors.network.head.AuxiliaryHead;
import org.fedmas.tensors.network.head.ContrastHead;
import org.fedmas.tensors.network.head.Head;
import org.fedmas.tensors.network.head.PlainHead;
import org.fedmas.tensors.network.layer.SeededInitialisation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackboneCheckpointTest {

  private static final Backbone BACKBONE = ResNet.RESNET8;
  private static final ModelState STATE =
      SeededInitialisation.of(BACKBONE.layout(), RandomKey.of(3));

  @TempDir private Path folder;

  @Test
  void bothFormsGiveTheSameValues() throws IOException {
    Path safetensors = folder.resolve("w.safetensors");
    Path pth = folder.resolve("w.pth");
    Safetensors.write(safetensors, STATE);
    PytorchStateDict.write(pth, STATE);
    for (Path file : new Path[] {safetensors, pth}) {
      BackboneCheckpoint.check(file, BACKBONE);
      assertThat(BackboneCheckpoint.read(file, BACKBONE)).isEqualTo(STATE);
    }
  }

  @Test
  void headsAreIgnored() throws IOException {
    for (Head head : new Head[] {new PlainHead(), new AuxiliaryHead(16), new ContrastHead()}) {
      ModelState whole = SeededInitialisation.of(head.layout(BACKBONE, 8), RandomKey.of(4));
      Path file = folder.resolve("whole.safetensors");
      Safetensors.write(file, whole);
      BackboneCheckpoint.check(file, BACKBONE);
      assertThat(BackboneCheckpoint.read(file, BACKBONE).names())
          .containsExactlyElementsOf(STATE.names());
    }
  }

  @Test
  void acceptsWrappedNamesAndMissingCounters() throws IOException {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    STATE
        .tensors()
        .forEach(
            (name, tensor) -> {
              if (!name.endsWith("num_batches_tracked")) {
                tensors.put("module." + name, tensor);
              }
            });
    Path file = folder.resolve("wrapped.safetensors");
    Safetensors.write(file, new ModelState(tensors));
    BackboneCheckpoint.check(file, BACKBONE);
    assertThat(BackboneCheckpoint.read(file, BACKBONE)).isEqualTo(STATE);
    assertThat(Checkpoint.contents(file).prefix()).isEqualTo("module.");
  }

  @Test
  void halfPrecisionIsWidened() throws IOException {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>(STATE.tensors());
    tensors.put("bn1.weight", new StoredTensor(TensorType.F16, new long[] {64}, halves(0x3C00)));
    tensors.put("bn1.bias", new StoredTensor(TensorType.BF16, new long[] {64}, halves(0xC040)));
    Path safetensors = folder.resolve("half.safetensors");
    Path pth = folder.resolve("half.pth");
    Safetensors.write(safetensors, new ModelState(tensors));
    PytorchStateDict.write(pth, new ModelState(tensors));
    for (Path file : new Path[] {safetensors, pth}) {
      BackboneCheckpoint.check(file, BACKBONE);
      ModelState read = BackboneCheckpoint.read(file, BACKBONE);
      assertThat(read.tensor("bn1.weight").floats()).hasSize(64).containsOnly(1f);
      assertThat(read.tensor("bn1.bias").floats()).hasSize(64).containsOnly(-3f);
    }
  }

  private static byte[] halves(int bits) {
    byte[] bytes = new byte[128];
    for (int i = 0; i < bytes.length; i += 2) {
      bytes[i] = (byte) bits;
      bytes[i + 1] = (byte) (bits >> Byte.SIZE);
    }
    return bytes;
  }

  @Test
  void theHeaderAloneShowsAllDifferences() throws IOException {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>(STATE.tensors());
    tensors.remove("conv1.weight");
    tensors.put("bn1.weight", StoredTensor.of(new float[63], 63));
    tensors.put("bn1.bias", new StoredTensor(TensorType.F64, new long[] {64}, new byte[512]));
    tensors.put("extra.weight", StoredTensor.of(new float[2], 2));
    Path file = folder.resolve("other.pth");
    PytorchStateDict.write(file, new ModelState(tensors));
    String[] words = {
      "4 of its tensors",
      "missing conv1.weight [64, 3, 3, 3]",
      "shape of bn1.weight: found [63], expected [64]",
      "type of bn1.bias: found F64, expected F32",
      "unexpected extra.weight [2]"
    };
    assertThatThrownBy(() -> BackboneCheckpoint.check(file, BACKBONE))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContainingAll(words);
    assertThatThrownBy(() -> BackboneCheckpoint.read(file, BACKBONE))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void everyBackboneAcceptsOnlyItsOwnCheckpoint() throws IOException {
    for (Backbone own : new Backbone[] {ResNet.RESNET8, ResNet.RESNET18}) {
      Path file = folder.resolve("own.pth");
      PytorchStateDict.write(file, SeededInitialisation.of(own.layout(), RandomKey.of(1)));
      for (Backbone other : Backbone.choice().members()) {
        if (other.equals(own)) {
          assertThatCode(() -> BackboneCheckpoint.check(file, other)).doesNotThrowAnyException();
        } else {
          assertThatThrownBy(() -> BackboneCheckpoint.check(file, other))
              .hasMessageContaining("does not fit the model");
        }
      }
    }
  }
}
