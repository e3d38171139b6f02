package org.fedmas.images.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** TIFF files written field by field, so that any combination can be tried. */
final class TinyTiff {

  private static final int SHORT = 3;
  private static final int LONG = 4;
  private static final int STRIP_OFFSETS = 273;
  private static final int STRIP_LENGTHS = 279;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_LENGTHS = 325;

  private final ByteOrder order;
  private final Map<Integer, int[]> fields = new TreeMap<>();
  private final List<byte[]> segments = new ArrayList<>();
  private boolean tiled;

  TinyTiff(ByteOrder order, int width, int height) {
    this.order = order;
    with(256, width).with(257, height);
  }

  /** Sets a field's numbers. */
  TinyTiff with(int tag, int... numbers) {
    fields.put(tag, numbers);
    return this;
  }

  /** Sets values per pixel, bits of each and the photometric interpretation. */
  TinyTiff samples(int count, int bits, int photometric) {
    int[] each = new int[count];
    Arrays.fill(each, bits);
    return with(258, each).with(277, count).with(262, photometric);
  }

  /** Adds the data of a strip. */
  TinyTiff strip(byte... data) {
    segments.add(data);
    return this;
  }

  /** Makes the segments tiles of this size. */
  TinyTiff tiles(int width, int height) {
    tiled = true;
    return with(322, width).with(323, height);
  }

  byte[] file() {
    int[] lengths = segments.stream().mapToInt(one -> one.length).toArray();
    with(tiled ? TILE_LENGTHS : STRIP_LENGTHS, lengths);
    int[] offsets = new int[lengths.length];
    with(tiled ? TILE_OFFSETS : STRIP_OFFSETS, offsets);
    int next = 8 + 2 + 12 * fields.size() + 4;
    for (int[] numbers : fields.values()) {
      next += numbers.length > 1 ? 4 * numbers.length : 0;
    }
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = next;
      next += lengths[i];
    }
    return written(next);
  }

  private byte[] written(int length) {
    ByteBuffer file = ByteBuffer.allocate(length).order(order);
    file.putShort((short) (order == ByteOrder.BIG_ENDIAN ? 0x4D4D : 0x4949));
    file.putShort((short) 42).putInt(8).putShort((short) fields.size());
    int extra = 8 + 2 + 12 * fields.size() + 4;
    ByteArrayOutputStream far = new ByteArrayOutputStream();
    for (Map.Entry<Integer, int[]> field : fields.entrySet()) {
      int[] numbers = field.getValue();
      file.putShort((short) (int) field.getKey());
      file.putShort((short) (numbers.length == 1 ? SHORT : LONG)).putInt(numbers.length);
      if (numbers.length == 1 && numbers[0] > 0xFFFF) {
        file.putShort(file.position() - 6, (short) LONG).putInt(numbers[0]);
      } else if (numbers.length == 1) {
        file.putShort((short) numbers[0]).putShort((short) 0);
      } else {
        file.putInt(extra + far.size());
        ByteBuffer each = ByteBuffer.allocate(4 * numbers.length).order(order);
        for (int number : numbers) {
          each.putInt(number);
        }
        far.writeBytes(each.array());
      }
    }
    file.putInt(0).put(far.toByteArray());
    segments.forEach(file::put);
    return file.array();
  }
}
