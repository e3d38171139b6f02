package org.fedmas.images.header;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Well-known formats of files that are not read, told by their first bytes. */
final class ForeignFormat {

  private record Known(int position, String bytes, String name) {}

  private static final List<Known> KNOWN =
      List.of(
          new Known(4, "ftypavif", "an AVIF picture"),
          new Known(4, "ftypavis", "an AVIF picture"),
          new Known(4, "ftyphe", "a HEIC picture"),
          new Known(4, "ftypmif1", "a HEIC picture"),
          new Known(4, "ftypqt", "a QuickTime film"),
          new Known(4, "ftyp", "an MP4 film"),
          new Known(0, "\u00FF\n", "a JPEG XL picture"),
          new Known(0, "\0\0\0\fJXL ", "a JPEG XL picture"),
          new Known(0, "8BPS", "a Photoshop document"),
          new Known(0, "%PDF", "a PDF document"),
          new Known(0, "%!PS", "a PostScript document"),
          new Known(0, "PK\u0003\u0004", "a ZIP archive"),
          new Known(0, "\u001F\u008B", "a gzip archive"),
          new Known(0, "BZh", "a bzip2 archive"),
          new Known(0, "\u00FD7zXZ", "an xz archive"),
          new Known(0, "7z\u00BC\u00AF", "a 7-Zip archive"),
          new Known(0, "Rar!", "a RAR archive"),
          new Known(257, "ustar", "a tar archive"),
          new Known(0, "RIFF", "a RIFF file without a picture"),
          new Known(0, "\u00D0\u00CF\u0011\u00E0", "an Office document"),
          new Known(0, "\u0089HDF", "an HDF5 file"),
          new Known(0, "\u0093NUMPY", "a NumPy array"),
          new Known(0, "SIMPLE  =", "a FITS picture"),
          new Known(0, "n+1", "a NIfTI volume"),
          new Known(344, "n+1", "a NIfTI volume"),
          new Known(0, "NRRD", "an NRRD volume"),
          new Known(0, "version https://git-lfs", "a Git LFS pointer (run git lfs pull)"),
          new Known(0, "II+\0", "a BigTIFF picture"),
          new Known(0, "MM\0+", "a BigTIFF picture"));

  private ForeignFormat() {}

  /** Returns a name for the content of a file, for messages. */
  static String of(byte[] file) {
    HeaderBytes bytes = HeaderBytes.big(PictureFormat.JPEG, file);
    for (Known known : KNOWN) {
      if (bytes.has(known.position(), known.bytes())) {
        return known.name();
      }
    }
    String text = text(file);
    if (text.isEmpty()) {
      return allZero(file) ? "only zero bytes" : "an unknown format";
    }
    String start = text.strip().toLowerCase(Locale.ROOT);
    if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
      return "an HTML page";
    }
    if (start.contains("<svg")) {
      return "an SVG drawing";
    }
    return start.startsWith("<?xml") ? "an XML document" : "text";
  }

  /** Returns the file's start if it is printable text, else nothing. */
  private static String text(byte[] file) {
    int length = Math.min(file.length, 512);
    try {
      // a cut in the middle of a character is not an error, so the last bytes are left out
      int whole = file.length > length ? length - 3 : length;
      while (whole < length && (file[whole] & 0xC0) == 0x80) {
        whole++;
      }
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file, 0, whole)).toString();
      boolean printable =
          text.chars().allMatch(c -> c >= ' ' || c == '\n' || c == '\r' || c == '\t');
      return printable ? text : "";
    } catch (CharacterCodingException e) {
      return "";
    }
  }

  private static boolean allZero(byte[] file) {
    for (byte one : file) {
      if (one != 0) {
        return false;
      }
    }
    return true;
  }
}
