package org.fedmas.tables.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.tables.RandomRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {

  @TempDir Path folder;

  static ModelState state(long seed) {
    RandomStream random = RandomRows.stream("state", seed);
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    int count = random.below(12);
    for (int i = 0; i < count; i++) {
      TensorType type = TensorType.values()[random.below(TensorType.values().length)];
      long[] shape = new long[random.below(4)];
      for (int d = 0; d < shape.length; d++) {
        shape[d] = random.below(6);
      }
      byte[] data = new byte[Math.toIntExact(StoredTensor.bytes(type, shape))];
      for (int j = 0; j < data.length; j++) {
        data[j] = (byte) random.bits();
      }
      tensors.put(RandomRows.name(random, i), new StoredTensor(type, shape, data));
    }
    return new ModelState(tensors);
  }

  @Test
  void what_is_written_is_read_in_the_same_order() throws IOException {
    for (int seed = 0; seed < 100; seed++) {
      ModelState state = state(seed);
      Path file = folder.resolve("state.safetensors");
      Safetensors.write(file, state);
      ModelState read = Safetensors.read(file);
      assertThat(read).isEqualTo(state);
      assertThat(read.names()).containsExactlyElementsOf(state.names());
    }
  }

  @Test
  void equal_states_give_equal_bytes_and_data_that_starts_at_a_multiple_of_eight()
      throws IOException {
    for (int seed = 0; seed < 20; seed++) {
      Path first = folder.resolve("first");
      Path second = folder.resolve("second");
      Safetensors.write(first, state(seed));
      Safetensors.write(second, state(seed));
      assertThat(second).hasSameBinaryContentAs(first);
      assertThat(Files.readAllBytes(first)[0] % 8).isZero();
    }
  }

  @Test
  void the_bytes_are_those_of_the_format() throws IOException {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    tensors.put("b", StoredTensor.of(new float[] {1.5f, -2f}, 2, 1));
    tensors.put("a", StoredTensor.of(new long[] {7}));
    Path file = folder.resolve("known.safetensors");
    Safetensors.write(file, new ModelState(tensors));
    String header =
        "{\"b\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]},"
            + "\"a\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[8,16]}}";
    header += " ".repeat((8 - header.length() % 8) % 8);
    byte[] bytes = Files.readAllBytes(file);
    assertThat(bytes).startsWith(header.length(), 0, 0, 0, 0, 0, 0, 0);
    assertThat(new String(bytes, 8, header.length(), StandardCharsets.UTF_8)).isEqualTo(header);
    byte[] data = {0, 0, (byte) 0xC0, 0x3F, 0, 0, 0, (byte) 0xC0, 7, 0, 0, 0, 0, 0, 0, 0};
    assertThat(bytes).endsWith(data).hasSize(8 + header.length() + data.length);
  }

  @Test
  void tensors_are_read_one_by_one() throws IOException {
    ModelState state = state(3);
    Path file = folder.resolve("state.safetensors");
    Safetensors.write(file, state);
    try (SafetensorsFile open = SafetensorsFile.open(file)) {
      List<String> backwards = new ArrayList<>(open.names());
      Collections.reverse(backwards);
      assertThat(backwards).isNotEmpty();
      for (String name : backwards) {
        assertThat(open.tensor(name)).isEqualTo(state.tensor(name));
        assertThat(open.layouts()).contains(TensorLayout.of(name, state.tensor(name)));
      }
      assertThatThrownBy(() -> open.tensor("none")).hasMessageContaining("no tensor none");
    }
  }

  @Test
  void files_of_other_writers_are_read_in_header_order() throws IOException {
    String header =
        "{\"__metadata__\":{\"format\":\"pt\"},"
            + "\"late\":{\"data_offsets\":[2,4],\"shape\":[2],\"dtype\":\"U8\"},"
            + "\"early\":{\"dtype\":\"I8\",\"shape\":[2],\"data_offsets\":[0,2]}}";
    Path file = folder.resolve("other.safetensors");
    SafetensorsDamageTest.write(file, header, new byte[] {1, 2, 3, 4});
    ModelState read = Safetensors.read(file);
    assertThat(read.names()).containsExactly("late", "early");
    assertThat(read.tensor("late").data()).containsExactly(3, 4);
    assertThat(read.tensor("early").data()).containsExactly(1, 2);
  }

  @Test
  void the_writer_holds_to_its_layout() throws IOException {
    StoredTensor two = StoredTensor.of(new float[] {1, 2}, 2);
    List<TensorLayout> layouts = List.of(TensorLayout.of("a", two), TensorLayout.of("b", two));
    Path file = folder.resolve("layout.safetensors");
    SafetensorsWriter writer = new SafetensorsWriter(file, layouts);
    assertThatThrownBy(() -> writer.append("b", two)).hasMessageContaining("expected a F32[2]");
    StoredTensor flat = StoredTensor.of(new float[] {1, 2}, 1, 2);
    assertThatThrownBy(() -> writer.append("a", flat)).hasMessageContaining("found a F32[1, 2]");
    writer.append("a", two);
    assertThatThrownBy(writer::close).hasMessageContaining("after 1 of 2 tensors");
    assertThatThrownBy(() -> new SafetensorsWriter(file, List.of(layouts.get(0), layouts.get(0))))
        .hasMessageContaining("two tensors are named a");
    TensorLayout reserved = TensorLayout.of("__metadata__", two);
    assertThatThrownBy(() -> new SafetensorsWriter(file, List.of(reserved)))
        .hasMessageContaining("reserved");
  }

  @Test
  void stretches_of_a_tensor_are_read_and_written_on_their_own() throws IOException {
    StoredTensor five = StoredTensor.of(new float[] {1, 2, 3, 4, 5}, 5);
    StoredTensor two = StoredTensor.of(new long[] {6, 7}, 2);
    List<TensorLayout> layouts = List.of(TensorLayout.of("a", five), TensorLayout.of("b", two));
    Path file = folder.resolve("stretches.safetensors");
    try (SafetensorsWriter writer = new SafetensorsWriter(file, layouts)) {
      writer.append(five.buffer().limit(12));
      ByteBuffer rest = ByteBuffer.allocate(24).put(five.buffer().position(12)).put(two.buffer());
      writer.append(rest.flip());
      assertThatThrownBy(() -> writer.append(ByteBuffer.allocate(1)))
          .hasMessageContaining("found 1 bytes, expected at most 0");
    }
    assertThat(Safetensors.read(file).tensor("b")).isEqualTo(two);
    try (SafetensorsFile open = SafetensorsFile.open(file)) {
      ByteBuffer direct = ByteBuffer.allocateDirect(12).order(ByteOrder.LITTLE_ENDIAN);
      open.read("a", 2, direct);
      assertThat(direct.flip().asFloatBuffer()).isEqualTo(FloatBuffer.wrap(new float[] {3, 4, 5}));
      for (long first : new long[] {-1, 3}) {
        assertThatThrownBy(() -> open.read("a", first, ByteBuffer.allocate(12)))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("a F32[5] has no 12 bytes from element " + first);
      }
    }
  }

  @Test
  void files_written_alike_share_their_header() throws IOException {
    Path one = folder.resolve("one.safetensors");
    Path same = folder.resolve("same.safetensors");
    Path other = folder.resolve("other.safetensors");
    Safetensors.write(one, new ModelState(Map.of("a", StoredTensor.of(new float[] {1}, 1))));
    Safetensors.write(same, new ModelState(Map.of("a", StoredTensor.of(new float[] {2}, 1))));
    Safetensors.write(other, new ModelState(Map.of("b", StoredTensor.of(new float[] {2}, 1))));
    SafetensorsIndex index = SafetensorsIndex.of(one);
    assertThat(SafetensorsIndex.of(same, index).hasHeaderOf(index)).isTrue();
    assertThat(SafetensorsIndex.of(other, index).hasHeaderOf(index)).isFalse();
    try (SafetensorsFile open = SafetensorsIndex.of(same, index).open()) {
      assertThat(open.tensor("a").floats()).containsExactly(2);
    }
    Files.write(one, new byte[] {0}, StandardOpenOption.APPEND);
    assertThatThrownBy(index::open).hasMessageContaining("its length a moment ago");
  }

  @Test
  void sizes_beyond_int_do_not_overflow() {
    List<TensorLayout> layouts =
        List.of(
            new TensorLayout("a", TensorType.F32, new long[] {1L << 31}),
            new TensorLayout("b", TensorType.F64, new long[] {3, 1L << 31}));
    SafetensorsHeader header = SafetensorsHeader.of(layouts, Map.of());
    assertThat(header.entries().get("b").begin()).isEqualTo(1L << 33);
    assertThat(header.entries().get("b").end()).isEqualTo((1L << 33) + 3 * (1L << 34));
    assertThatThrownBy(
            () -> new TensorLayout("c", TensorType.F64, new long[] {1L << 40, 1L << 21}).bytes())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> StoredTensor.elements(new long[] {-2, -3}))
        .hasMessageContaining("negative");
  }

  @Test
  void a_file_that_is_not_there_is_a_missing_input() {
    assertThatThrownBy(() -> Safetensors.read(folder.resolve("none.safetensors")))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining("none.safetensors");
  }
}
