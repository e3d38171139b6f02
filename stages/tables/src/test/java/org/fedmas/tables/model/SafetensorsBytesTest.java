package org.fedmas.tables.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fedmas.contract.error.CorruptArtifactException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsBytesTest {

  @TempDir Path folder;
  private ModelState state = ModelState.EMPTY;
  private byte[] bytes = {};

  @BeforeEach
  void write() throws IOException {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    tensors.put("b", StoredTensor.of(new float[] {1, 2, 3}, 3));
    tensors.put("a", StoredTensor.of(new long[] {7}));
    state = new ModelState(tensors);
    Path file = folder.resolve("w.safetensors");
    Safetensors.write(file, state, Map.of("arch", "resnet8"));
    bytes = Files.readAllBytes(file);
  }

  @Test
  void bytesHaveTheContentsOfTheFile() {
    SafetensorsBytes read = SafetensorsBytes.of("w.safetensors", bytes);
    assertThat(read.state()).isEqualTo(state);
    assertThat(read.state().names()).containsExactly("b", "a");
    assertThat(read.metadata()).containsExactly(Map.entry("arch", "resnet8"));
    assertThat(read.layouts()).extracting(TensorLayout::name).containsExactly("b", "a");
  }

  @Test
  void everyCutIsDamage() {
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatExceptionOfType(CorruptArtifactException.class)
          .as("%s bytes", length)
          .isThrownBy(() -> SafetensorsBytes.of("w.safetensors", cut))
          .withMessageContaining("w.safetensors");
    }
  }
}
