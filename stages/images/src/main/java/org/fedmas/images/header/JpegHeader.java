package org.fedmas.images.header;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.fedmas.images.ImageSize;

/**
 * The frame of a JPEG file and the meaning of its components.
 *
 * @param size width and height
 * @param colours what the components mean
 * @param lossless whether pixels are predicted from each other instead of transformed
 */
public record JpegHeader(ImageSize size, Colours colours, boolean lossless)
    implements PictureHeader {

  /** The meaning of the stored components. */
  public enum Colours {
    GREY(1),
    YCBCR(3),
    RGB(3),
    CMYK(4),
    YCCK(4);

    public final int components;

    Colours(int components) {
      this.components = components;
    }
  }

  private static final int APP0 = 0xE0;
  private static final int APP2 = 0xE2;
  private static final int APP14 = 0xEE;
  private static final int START_OF_SCAN = 0xDA;
  private static final int END_OF_IMAGE = 0xD9;

  /** The position of the frame header, and the statements of application segments on colour. */
  private static final class Segments {
    int frame = -1;
    boolean lossless;
    boolean jfif;
    int adobeTransform = -1;
  }

  /** Returns whether a file starts like one of this format. */
  public static boolean signs(byte[] file) {
    return file.length >= 2 && (file[0] & 0xFF) == 0xFF && (file[1] & 0xFF) == 0xD8;
  }

  public static JpegHeader of(byte[] file) throws UnreadableBytes {
    Segments segments = segments(file);
    int frame = segments.frame;
    if (frame < 0) {
      throw new UnreadableBytes("cut short or damaged: no JPEG frame header");
    }
    int precision = at(file, frame);
    int height = word(file, frame + 1);
    int width = word(file, frame + 3);
    int components = at(file, frame + 5);
    if (precision != 8) {
      throw new UnreadableBytes("JPEG with " + precision + " bits per value, only 8 are read");
    }
    if (width == 0 || height == 0) {
      throw new UnreadableBytes("the JPEG header states a size of " + width + "×" + height);
    }
    int[] ids = new int[components];
    for (int i = 0; i < components; i++) {
      ids[i] = at(file, frame + 6 + 3 * i);
    }
    return new JpegHeader(new ImageSize(width, height), colours(ids, segments), segments.lossless);
  }

  /**
   * Returns a file without the segments of its colour profile.
   *
   * @return empty if the file has none
   */
  public static Optional<byte[]> withoutProfile(byte[] file) throws UnreadableBytes {
    ByteArrayOutputStream bare = new ByteArrayOutputStream(file.length);
    int kept = 0;
    for (int position = 2; at(file, position) == 0xFF; ) {
      int marker = at(file, position + 1);
      if (marker == START_OF_SCAN || marker <= 0x01 || (marker >= 0xD0 && marker <= 0xD9)) {
        break; // scans, and what has no length, are left as they are
      }
      int end = position + 2 + word(file, position + 2);
      if (marker == APP2 && starts(file, position + 4, "ICC_PROFILE\0")) {
        bare.write(file, kept, position - kept);
        kept = end;
      }
      position = end;
    }
    if (kept == 0 || kept > file.length) {
      return Optional.empty();
    }
    bare.write(file, kept, file.length - kept);
    return Optional.of(bare.toByteArray());
  }

  /** Walks over the segments up to the first scan. */
  private static Segments segments(byte[] file) throws UnreadableBytes {
    Segments found = new Segments();
    int position = 2;
    while (true) {
      while (at(file, position) != 0xFF) {
        position++;
      }
      while (at(file, position) == 0xFF) {
        position++;
      }
      int marker = at(file, position++);
      if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
        return found;
      }
      if (marker <= 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {
        continue; // stuffed zero, temporary, restart, second start: no length follows
      }
      int length = word(file, position);
      int body = position + 2;
      if (isFrame(marker)) {
        found.frame = body;
        found.lossless = (marker & 3) == 3;
      } else if (marker == APP0 && starts(file, body, "JFIF\0")) {
        found.jfif = true;
      } else if (marker == APP14 && length >= 14 && starts(file, body, "Adobe")) {
        found.adobeTransform = at(file, body + 11);
      }
      position += length;
    }
  }

  /** Returns whether a marker is one of SOF0 to SOF15, without the table markers among them. */
  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  /**
   * Applies the rules of the Independent JPEG Group's library, which the reference pipeline reads
   * with. The JDK's reader guesses differently for three unsubsampled components without any
   * marker.
   */
  private static Colours colours(int[] ids, Segments segments) throws UnreadableBytes {
    switch (ids.length) {
      case 1:
        return Colours.GREY;
      case 3:
        boolean named = Arrays.equals(ids, new int[] {'R', 'G', 'B'});
        boolean rgb = segments.adobeTransform < 0 ? named : segments.adobeTransform == 0;
        return rgb && !segments.jfif ? Colours.RGB : Colours.YCBCR;
      case 4:
        return segments.adobeTransform > 0 ? Colours.YCCK : Colours.CMYK;
      default:
        throw new UnreadableBytes("JPEG with " + ids.length + " components, 1, 3 or 4 are read");
    }
  }

  private static boolean starts(byte[] file, int position, String text) throws UnreadableBytes {
    byte[] expected = text.getBytes(StandardCharsets.US_ASCII);
    at(file, position + expected.length - 1);
    return Arrays.equals(file, position, position + expected.length, expected, 0, expected.length);
  }

  private static int word(byte[] file, int position) throws UnreadableBytes {
    return at(file, position) << 8 | at(file, position + 1);
  }

  private static int at(byte[] file, int position) throws UnreadableBytes {
    if (position >= file.length) {
      throw new UnreadableBytes("cut short: the JPEG header ends after " + file.length + " bytes");
    }
    return file[position] & 0xFF;
  }
}
