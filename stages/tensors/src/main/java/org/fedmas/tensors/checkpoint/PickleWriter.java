package org.fedmas.tensors.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes the few operations of pickle protocol 2 that a state dict needs; each method writes one
 * value onto the reader's stack, or takes values from it. Python names are written once and
 * recalled afterwards. Source: the opcode documentation of CPython's {@code pickletools}.
 */
final class PickleWriter {

  private static final int PROTOCOL = 2;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Map<String, Integer> memo = new LinkedHashMap<>();

  PickleWriter() {
    operation(0x80);
    operation(PROTOCOL);
  }

  PickleWriter text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    operation('X');
    number(bytes.length, Integer.BYTES);
    out.writeBytes(bytes);
    return this;
  }

  /** Returns an integer that is not negative, in the shortest form. */
  PickleWriter whole(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("negative: " + value);
    }
    if (value < 1 << Byte.SIZE) {
      operation('K');
      number(value, 1);
    } else if (value < 1 << Short.SIZE) {
      operation('M');
      number(value, Short.BYTES);
    } else if (value <= Integer.MAX_VALUE) {
      operation('J');
      number(value, Integer.BYTES);
    } else {
      operation(0x8A);
      number(Long.BYTES, 1);
      number(value, Long.BYTES);
    }
    return this;
  }

  PickleWriter no() {
    return operation(0x89);
  }

  /** Returns a tuple of integers. */
  PickleWriter wholes(long... values) {
    mark();
    for (long value : values) {
      whole(value);
    }
    return tuple();
  }

  PickleWriter mark() {
    return operation('(');
  }

  /** Returns a tuple of everything since the mark. */
  PickleWriter tuple() {
    return operation('t');
  }

  /** Returns a Python name. */
  PickleWriter global(String module, String name) {
    String key = module + "\n" + name + "\n";
    Integer known = memo.get(key);
    if (known != null) {
      operation('h');
      number(known, 1);
      return this;
    }
    operation('c');
    out.writeBytes(key.getBytes(StandardCharsets.US_ASCII));
    operation('q');
    number(memo.size(), 1);
    memo.put(key, memo.size());
    return this;
  }

  /** Returns an empty {@code collections.OrderedDict}. */
  PickleWriter emptyOrderedDict() {
    return global("collections", "OrderedDict").operation(')').call();
  }

  /** Calls the name below the tuple on top. */
  PickleWriter call() {
    return operation('R');
  }

  /** What the loader knows under the identity on top. */
  PickleWriter persistent() {
    return operation('Q');
  }

  /** Puts keys and values since the mark into the dict below it. */
  PickleWriter setItems() {
    return operation('u');
  }

  /** Ends the pickle. */
  byte[] stop() {
    operation('.');
    return out.toByteArray();
  }

  private PickleWriter operation(int code) {
    out.write(code);
    return this;
  }

  private void number(long value, int bytes) {
    ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.write(buffer.putLong(value).array(), 0, bytes);
  }
}
