package org.fedmas.tensors.checkpoint;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A writer of the pickle protocol 2 operations that a state dict needs. Each method writes one
 * value onto the reader's stack or takes values from it. Python names are written once and then
 * recalled. Source: the opcode documentation of CPython's {@code pickletools}.
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

  /** Writes a non-negative integer in the shortest form. */
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

  /** Writes a tuple of all values since the mark. */
  PickleWriter tuple() {
    return operation('t');
  }

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

  PickleWriter emptyOrderedDict() {
    return global("collections", "OrderedDict").operation(')').call();
  }

  /** Writes a call of the name below the tuple on top of the stack. */
  PickleWriter call() {
    return operation('R');
  }

  /** Writes a reference to the storage identified by the value on top of the stack. */
  PickleWriter persistent() {
    return operation('Q');
  }

  /** Writes the insertion of all keys and values since the mark into the dict below them. */
  PickleWriter setItems() {
    return operation('u');
  }

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
