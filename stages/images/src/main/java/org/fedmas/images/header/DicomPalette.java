package org.fedmas.images.header;

/**
 * The palette of a DICOM file.
 *
 * @param first the value of the first colour; lower values have it too, higher ones the last
 * @param colours 0xRRGGBB
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record DicomPalette(int first, int[] colours) {

  static final DicomPalette NONE = new DicomPalette(0, new int[0]);

  private static final int DESCRIPTORS = 0x00281101;
  private static final int TABLES = 0x00281201;

  static DicomPalette read(DicomElements elements) throws UnreadableBytes {
    HeaderBytes bytes = elements.bytes();
    int[] colours = new int[0];
    int first = 0;
    for (int channel = 0; channel < 3; channel++) {
      DicomElements.Element descriptor = elements.element(DESCRIPTORS + channel, "its palette");
      int stated = bytes.u16(descriptor.position());
      int count = stated == 0 ? 1 << 16 : stated;
      int bits = bytes.u16(descriptor.position() + 4);
      if (channel == 0) {
        colours = new int[count];
        first = (short) bytes.u16(descriptor.position() + 2);
      }
      DicomElements.Element table = elements.element(TABLES + channel, "its palette");
      boolean words = table.length() >= 2L * count;
      if (count != colours.length || table.length() < count || (bits != 8 && bits != 16)) {
        throw bytes.damaged("its palette's tables contradict each other");
      }
      bytes.require(table.position(), words ? 2L * count : count);
      for (int i = 0; i < count; i++) {
        int value = words ? bytes.u16(table.position() + 2L * i) : bytes.u8(table.position() + i);
        int level = words && bits == 16 ? value >> 8 : value & 0xFF;
        colours[i] |= level << 16 - 8 * channel;
      }
    }
    return new DicomPalette(first, colours);
  }

  /** Returns the colour of a value, 0xRRGGBB. */
  public int colour(int value) {
    return colours[Math.max(0, Math.min(colours.length - 1, value - first))];
  }
}
