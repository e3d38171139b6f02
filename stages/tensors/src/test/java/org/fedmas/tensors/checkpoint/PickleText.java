package org.fedmas.tensors.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A writer of pickles, operation by operation, for files that PyTorch would not write. */
final class PickleText {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  PickleText() {
    operations(0x80, 2);
  }

  PickleText operations(int... operations) {
    for (int operation : operations) {
      bytes.write(operation);
    }
    return this;
  }

  PickleText text(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    bytes.write('X');
    bytes.writeBytes(
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(encoded.length).array());
    bytes.writeBytes(encoded);
    return this;
  }

  PickleText integer(int value) {
    bytes.write('J');
    bytes.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
    return this;
  }

  PickleText integers(int... values) {
    bytes.write('(');
    for (int value : values) {
      integer(value);
    }
    return operations('t');
  }

  PickleText global(String module, String name) {
    bytes.write('c');
    bytes.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Returns a float32 tensor on storage {@code key}, at offset 0. */
  PickleText tensor(String key, int elements, int[] shape, int[] strides) {
    global("torch._utils", "_rebuild_tensor_v2").operations('(', '(').text("storage");
    global("torch", "FloatStorage").text(key).text("cuda:0").integer(elements).operations('t', 'Q');
    integer(0).integers(shape).integers(strides).operations(0x89);
    return global("collections", "OrderedDict").operations(')', 'R', 't', 'R');
  }

  byte[] stop() {
    bytes.write('.');
    return bytes.toByteArray();
  }
}
