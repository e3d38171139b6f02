package org.fedmas.images.header;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A format of picture files that is read, with the endings of its files' names. The endings decide
 * which files of a folder count as pictures; the content alone decides how a file is read.
 */
public enum PictureFormat {
  JPEG("JPEG", ".jpg", ".jpeg", ".mpo"),
  PNG("PNG", ".png"),
  BMP("BMP", ".bmp"),
  TIFF("TIFF", ".tif", ".tiff"),
  WEBP("WebP", ".webp"),
  GIF("GIF", ".gif"),
  JPEG_2000("JPEG 2000", ".jp2", ".j2k"),
  DICOM("DICOM", ".dcm");

  private static final List<String> ENDINGS =
      Arrays.stream(values()).flatMap(format -> format.endings.stream()).toList();

  private final String title;
  private final List<String> endings;

  PictureFormat(String title, String... endings) {
    this.title = title;
    this.endings = List.of(endings);
  }

  /** Returns the name of the format as users write it. */
  public String title() {
    return title;
  }

  /** Returns all endings, in lower case, in the order in which they are tried. */
  public static List<String> endings() {
    return ENDINGS;
  }

  /** Returns whether a file's name has the ending of a picture, in any case. */
  public static boolean endsLikePicture(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(lower::endsWith);
  }

  /** Returns the names of all formats, for messages. */
  public static String titles() {
    return Arrays.stream(values()).map(PictureFormat::title).collect(Collectors.joining(", "));
  }
}
