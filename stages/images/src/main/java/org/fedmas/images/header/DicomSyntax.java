package org.fedmas.images.header;

import java.util.Map;

/** The coding of a DICOM file's pixels, named by its transfer syntax. */
public enum DicomSyntax {
  PLAIN,
  RUNS,
  JPEG,
  JPEG_LOSSLESS,
  JPEG_2000;

  private static final String ROOT = "1.2.840.10008.1.2";

  private static final Map<String, DicomSyntax> READ =
      Map.ofEntries(
          Map.entry("", PLAIN),
          Map.entry(".1", PLAIN),
          Map.entry(".5", RUNS),
          Map.entry(".4.50", JPEG),
          Map.entry(".4.51", JPEG),
          Map.entry(".4.57", JPEG_LOSSLESS),
          Map.entry(".4.70", JPEG_LOSSLESS),
          Map.entry(".4.90", JPEG_2000),
          Map.entry(".4.91", JPEG_2000));

  private static final Map<String, String> OTHERS =
      Map.of(
          ".1.99", "a deflated data set",
          ".2", "a big-endian data set",
          ".4.80", "JPEG-LS data",
          ".4.81", "JPEG-LS data",
          ".4.201", "HTJ2K data",
          ".4.202", "HTJ2K data",
          ".4.203", "HTJ2K data");

  /**
   * Returns the coding of a transfer syntax.
   *
   * @throws UnreadableBytes with the name of a coding that is not read
   */
  static DicomSyntax of(String uid) throws UnreadableBytes {
    String rest = uid.startsWith(ROOT) ? uid.substring(ROOT.length()) : "unknown";
    DicomSyntax syntax = READ.get(rest);
    if (syntax == null) {
      // no text of the file appears in a message: it may name a person
      String name =
          OTHERS.getOrDefault(rest, rest.startsWith(".4.10") ? "a film" : "an unknown coding");
      throw new UnreadableBytes("DICOM with %s is not supported".formatted(name));
    }
    return syntax;
  }
}
