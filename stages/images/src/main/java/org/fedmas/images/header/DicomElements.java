package org.fedmas.images.header;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The data elements of a DICOM file that describe its pixels, by tag (group · 65536 + element).
 * Others, such as a patient's name, are skipped without being kept.
 */
final class DicomElements {

  static final int TRANSFER_SYNTAX = 0x00020010;
  static final int PIXELS = 0x7FE00010;
  static final long UNDEFINED = 0xFFFFFFFFL;

  private static final int DICOM_GROUP = 0x0002;
  private static final int PIXEL_GROUP = 0x0028;
  private static final int END_OF_ITEM = 0xFFFEE00D;
  private static final int END_OF_SEQUENCE = 0xFFFEE0DD;
  private static final int DEEPEST = 16;
  private static final int MARK = 128;
  private static final String IMPLICIT = "1.2.840.10008.1.2";

  /** Kinds of values whose length has four bytes. */
  private static final Set<String> LONG =
      Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");

  /**
   * An element's place.
   *
   * @param position of its value
   * @param length of its value in bytes, or {@link #UNDEFINED}
   */
  record Element(int tag, long position, long length) {}

  private final HeaderBytes bytes;
  private final Map<Integer, Element> elements = new TreeMap<>();
  private boolean explicit = true;

  private DicomElements(HeaderBytes bytes) {
    this.bytes = bytes;
  }

  static boolean signs(byte[] file) {
    return HeaderBytes.little(PictureFormat.DICOM, file).has(MARK, "DICM");
  }

  static DicomElements read(byte[] file) throws UnreadableBytes {
    DicomElements found = new DicomElements(HeaderBytes.little(PictureFormat.DICOM, file));
    long position = MARK + 4;
    while (position < file.length && found.bytes.u16(position) == DICOM_GROUP) {
      position = found.keep(found.element(position));
    }
    if (!found.has(TRANSFER_SYNTAX)) {
      found.bytes.require(position, 1);
      throw found.bytes.damaged("it does not name its transfer syntax");
    }
    found.explicit = !found.text(TRANSFER_SYNTAX).equals(IMPLICIT);
    DicomSyntax.of(found.text(TRANSFER_SYNTAX));
    while (!found.elements.containsKey(PIXELS)) {
      if (position >= file.length) {
        throw new UnreadableBytes("the DICOM file holds no picture, or is cut short before it");
      }
      position = found.keep(found.element(position));
    }
    return found;
  }

  HeaderBytes bytes() {
    return bytes;
  }

  boolean has(int tag) {
    return elements.containsKey(tag);
  }

  Element element(int tag, String name) throws UnreadableBytes {
    Element element = elements.get(tag);
    if (element == null) {
      throw bytes.damaged("it lacks " + name);
    }
    return element;
  }

  /** Returns the first number of two bytes; −1 if the element is absent. */
  int number(int tag) throws UnreadableBytes {
    Element element = elements.get(tag);
    return element == null || element.length() < 2 ? -1 : bytes.u16(element.position());
  }

  /** Returns a text without its filling; empty if the element is absent. */
  String text(int tag) throws UnreadableBytes {
    Element element = elements.get(tag);
    if (element == null || element.length() > 1024) {
      return "";
    }
    bytes.require(element.position(), element.length());
    StringBuilder text = new StringBuilder();
    for (long i = 0; i < element.length(); i++) {
      text.append((char) bytes.u8(element.position() + i));
    }
    return text.toString().replace('\0', ' ').strip();
  }

  /** Reads the head of an element. */
  private Element element(long position) throws UnreadableBytes {
    int tag = bytes.u16(position) << 16 | bytes.u16(position + 2);
    boolean meta = tag >>> 16 == DICOM_GROUP;
    boolean delimiter = tag >>> 16 == 0xFFFE;
    if (delimiter || !(explicit || meta)) {
      return new Element(tag, position + 8, bytes.u32(position + 4));
    }
    String kind = "" + (char) bytes.u8(position + 4) + (char) bytes.u8(position + 5);
    return LONG.contains(kind)
        ? new Element(tag, position + 12, bytes.u32(position + 8))
        : new Element(tag, position + 8, bytes.u16(position + 6));
  }

  /** Keeps an element if it describes pixels; returns the position behind it. */
  private long keep(Element element) throws UnreadableBytes {
    int group = element.tag() >>> 16;
    if (element.tag() == PIXELS || element.tag() == TRANSFER_SYNTAX || group == PIXEL_GROUP) {
      elements.putIfAbsent(element.tag(), element);
    }
    return element.tag() == PIXELS ? element.position() : after(element, 0);
  }

  /** Returns the position behind an element, with all that is nested in it. */
  private long after(Element element, int depth) throws UnreadableBytes {
    if (element.length() != UNDEFINED) {
      bytes.require(element.position(), element.length());
      return element.position() + element.length();
    }
    if (depth > DEEPEST) {
      throw bytes.damaged("its sequences are nested too deep");
    }
    long position = element.position();
    while (true) {
      Element next = element(position);
      if (next.tag() == END_OF_SEQUENCE || next.tag() == END_OF_ITEM) {
        return next.position();
      }
      position = after(next, depth + 1);
    }
  }
}
