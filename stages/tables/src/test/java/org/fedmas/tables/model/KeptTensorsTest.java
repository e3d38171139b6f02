package org.fedmas.tables.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tensors of several owners in one file, told apart by prefixes. */
class KeptTensorsTest {

  private static final StoredTensor ONE = StoredTensor.of(new float[] {1}, 1);
  private static final StoredTensor TWO = StoredTensor.of(new double[] {2}, 1);

  @TempDir Path folder;

  @Test
  void aPartHasTheEntriesOfOnePrefix() {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    tensors.put("control/fc.bias", ONE);
    tensors.put("m.fc.bias", TWO);
    ModelState state = new ModelState(tensors);
    assertThat(state.part("control/")).isEqualTo(new ModelState(Map.of("fc.bias", ONE)));
    assertThat(state.part("v.")).isEqualTo(ModelState.EMPTY);
  }

  @Test
  void joinedFilesKeepTheirOrder() throws IOException {
    Path joined = folder.resolve("joined");
    Safetensors.join(joined, List.of(file("b", TWO), file("a", ONE)));
    assertThat(Safetensors.read(joined).names()).containsExactly("b", "a");
    assertThat(Safetensors.read(joined).tensor("b")).isEqualTo(TWO);
  }

  @Test
  void filesWithACommonNameAreNotJoined() throws IOException {
    List<Path> files = List.of(file("a", ONE), file("a", TWO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Safetensors.join(folder.resolve("joined"), files));
  }

  @Test
  void numbersAreRoundedToTheElementType() {
    double[] values = {0.1};
    assertThat(StoredTensor.of(TensorType.F32, values, 1).numbers()).containsExactly(0.1f);
    assertThat(StoredTensor.of(TensorType.F64, values, 1).numbers()).containsExactly(0.1);
  }

  private Path file(String name, StoredTensor tensor) throws IOException {
    Path file = folder.resolve(name + tensor.type());
    Safetensors.write(file, new ModelState(Map.of(name, tensor)));
    return file;
  }
}
