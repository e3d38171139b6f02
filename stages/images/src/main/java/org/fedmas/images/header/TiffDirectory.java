package org.fedmas.images.header;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The first directory of a TIFF file: fields by number. */
final class TiffDirectory {

  /** Bytes of a value, by the number of its type: byte, text, short, long, rational … double. */
  private static final int[] BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

  private static final int ENTRY = 12;
  private static final int LARGEST_INLINE = 4;

  /** More than any page has strips or tiles. */
  private static final int MOST_NUMBERS = 1 << 21;

  /**
   * The place of a field's values.
   *
   * @param type the number of their type
   */
  private record Field(int type, long count, long position) {}

  private final HeaderBytes bytes;
  private final Map<Integer, Field> fields = new TreeMap<>();

  private TiffDirectory(HeaderBytes bytes) {
    this.bytes = bytes;
  }

  static TiffDirectory read(byte[] file) throws UnreadableBytes {
    ByteOrder order = file[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    HeaderBytes bytes = new HeaderBytes(PictureFormat.TIFF.title(), file, order);
    TiffDirectory directory = new TiffDirectory(bytes);
    long start = bytes.u32(4);
    int count = bytes.u16(start);
    for (int i = 0; i < count; i++) {
      directory.add(start + 2 + (long) i * ENTRY);
    }
    return directory;
  }

  private void add(long entry) throws UnreadableBytes {
    int type = bytes.u16(entry + 2);
    if (type == 0 || type >= BYTES.length) {
      return; // of a newer kind of TIFF: readers skip what they do not know
    }
    long count = bytes.u32(entry + 4);
    long length = count * BYTES[type];
    long position = length <= LARGEST_INLINE ? entry + 8 : bytes.u32(entry + 8);
    fields.putIfAbsent(bytes.u16(entry), new Field(type, count, position));
  }

  HeaderBytes bytes() {
    return bytes;
  }

  boolean has(int tag) {
    return fields.containsKey(tag);
  }

  /** Returns the first number of a field. */
  long number(int tag, long otherwise) throws UnreadableBytes {
    Field field = fields.get(tag);
    return field == null || field.count() == 0 ? otherwise : number(field, 0);
  }

  /** Returns all numbers of a field; none if the field is absent. */
  long[] numbers(int tag) throws UnreadableBytes {
    Field field = fields.get(tag);
    if (field == null) {
      return new long[0];
    }
    bytes.require(field.position(), field.count() * BYTES[field.type()]);
    if (field.count() > MOST_NUMBERS) {
      throw bytes.damaged("a field has %s numbers".formatted(field.count()));
    }
    long[] numbers = new long[(int) field.count()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(field, i);
    }
    return numbers;
  }

  /** Returns the bytes of a field; none if the field is absent. */
  byte[] raw(int tag) throws UnreadableBytes {
    Field field = fields.get(tag);
    if (field == null) {
      return new byte[0];
    }
    long length = field.count() * BYTES[field.type()];
    bytes.require(field.position(), length);
    int from = (int) field.position();
    return Arrays.copyOfRange(bytes.file(), from, from + (int) length);
  }

  private long number(Field field, long index) throws UnreadableBytes {
    long position = field.position() + index * BYTES[field.type()];
    return switch (BYTES[field.type()]) {
      case 1 -> bytes.u8(position);
      case 2 -> bytes.u16(position);
      default -> bytes.u32(position);
    };
  }
}
