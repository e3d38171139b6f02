package org.fedmas.tensors.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.model.TensorType;
import org.fedmas.testkit.Golden;

/** The golden checkpoint files with their expected contents or defects. */
final class GoldenCheckpoints {

  static final String FILE = "checkpoints/expected.json";

  private static final Map<String, TensorType> TYPES =
      Map.of(
          "float16", TensorType.F16,
          "bfloat16", TensorType.BF16,
          "float32", TensorType.F32,
          "float64", TensorType.F64,
          "int8", TensorType.I8,
          "uint8", TensorType.U8,
          "int16", TensorType.I16,
          "int32", TensorType.I32,
          "int64", TensorType.I64,
          "bool", TensorType.BOOL);

  private GoldenCheckpoints() {}

  static Path folder() {
    return Golden.folder().resolve("checkpoints");
  }

  /** Returns good file → its tensors, in order. */
  static Map<String, ModelState> good() {
    JsonNode all = Golden.json(FILE);
    Map<String, JsonNode> byName = new LinkedHashMap<>();
    all.get("tensors").forEach(tensor -> byName.put(tensor.get("name").textValue(), tensor));
    Map<String, ModelState> good = new LinkedHashMap<>();
    all.get("files")
        .fields()
        .forEachRemaining(
            file -> {
              List<JsonNode> tensors = new ArrayList<>();
              file.getValue().forEach(name -> tensors.add(byName.get(name.textValue())));
              good.put(file.getKey(), state(tensors));
            });
    good.putAll(moco());
    return good;
  }

  /** Returns MoCo-shaped training checkpoint → the tensors of its state dict, in order. */
  static Map<String, ModelState> moco() {
    JsonNode moco = Golden.json(FILE).get("moco");
    Map<String, ModelState> states = new LinkedHashMap<>();
    moco.get("files").forEach(f -> states.put(f.textValue(), state(moco.get("state_dict"))));
    return states;
  }

  /** Returns bad file, relative to the folder → whether it must be rejected. */
  static Map<String, Boolean> bad() {
    Map<String, Boolean> bad = new LinkedHashMap<>();
    Golden.json(FILE)
        .get("refuse")
        .fields()
        .forEachRemaining(
            file ->
                bad.put(
                    "refuse/" + file.getKey(),
                    file.getValue().get("level").textValue().equals("must")));
    return bad;
  }

  /**
   * Returns whether a file was rejected with the expected exception; other exceptions are failures.
   */
  static boolean refused(String name) {
    try {
      Checkpoint.read(folder().resolve(name));
      return false;
    } catch (MissingInputException expected) {
      return expected.getMessage().contains(Path.of(name).getFileName().toString());
    }
  }

  /** Returns whether two states agree to the bit, in order. */
  static boolean same(ModelState ours, ModelState golden) {
    return List.copyOf(ours.names()).equals(List.copyOf(golden.names())) && ours.equals(golden);
  }

  static boolean markerExists() {
    String marker = Golden.json(FILE).get("marker_file_that_must_not_appear").textValue();
    return Files.exists(Path.of(marker));
  }

  private static ModelState state(Iterable<JsonNode> tensors) {
    Map<String, StoredTensor> state = new LinkedHashMap<>();
    tensors.forEach(tensor -> state.put(tensor.get("name").textValue(), tensor(tensor)));
    return new ModelState(state);
  }

  private static StoredTensor tensor(JsonNode tensor) {
    TensorType type = TYPES.get(tensor.get("dtype").textValue());
    JsonNode sizes = tensor.get("shape");
    long[] shape = new long[sizes.size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = sizes.get(i).longValue();
    }
    JsonNode values = tensor.get("values");
    ByteBuffer bytes =
        ByteBuffer.allocate(values.size() * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    values.forEach(value -> put(bytes, type, value));
    return new StoredTensor(type, shape, bytes.array());
  }

  private static void put(ByteBuffer bytes, TensorType type, JsonNode value) {
    switch (type) {
      case F64 -> bytes.putDouble(Golden.number(value));
      case F32 -> bytes.putFloat((float) Golden.number(value));
      case F16 -> bytes.putShort(half(Golden.number(value)));
      case BF16 ->
          bytes.putShort((short) (Float.floatToIntBits((float) Golden.number(value)) >>> 16));
      case I64 -> bytes.putLong(Long.parseLong(value.asText()));
      case I32 -> bytes.putInt(value.intValue());
      case I16 -> bytes.putShort(value.shortValue());
      case I8, U8 -> bytes.put((byte) value.intValue());
      case BOOL -> bytes.put((byte) (value.booleanValue() ? 1 : 0));
    }
  }

  /** Returns the half-precision bits of a value that has an exact one. */
  private static short half(double value) {
    for (int bits = 0; bits < 1 << 16; bits++) {
      if (Double.compare(ofHalf(bits), value) == 0) {
        return (short) bits;
      }
    }
    throw new IllegalArgumentException(value + " is not a half-precision number");
  }

  private static double ofHalf(int bits) {
    int exponent = bits >>> 10 & 31;
    int fraction = bits & 1023;
    double size =
        switch (exponent) {
          case 0 -> Math.scalb((double) fraction, -24);
          case 31 -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> Math.scalb(1024.0 + fraction, exponent - 25);
        };
    return bits >>> 15 == 0 ? size : -size;
  }
}
