package org.fedmas.preprocess.dataset;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fedmas.contract.NameRule;
import org.fedmas.contract.error.MissingInputException;

/** The files and folders whose names are not text in UTF-8, such as those of old archives. */
final class UndecodedNames {

  private static final int MOST_NAMED = 10;

  private final Path folder;
  private final List<Path> found = new ArrayList<>();

  UndecodedNames(Path folder) {
    this.folder = folder;
  }

  /** Returns whether a path's last name can be decoded; notes it otherwise. */
  boolean isDecoded(Path path) {
    boolean decoded = NameRule.isDecoded(String.valueOf(path.getFileName()));
    if (!decoded) {
      found.add(path);
    }
    return decoded;
  }

  /**
   * Requires that all names were decoded.
   *
   * @throws MissingInputException with the first names, their bytes and their probable encoding
   */
  void requireNone() {
    if (found.isEmpty()) {
      return;
    }
    List<String> names = found.stream().limit(MOST_NAMED).map(this::described).toList();
    String what =
        "%s: found %s names that are not text in %s: %s"
            .formatted(folder, found.size(), NameRule.encoding(), String.join(", ", names));
    throw new MissingInputException(
        NameRule.isUtf8()
            ? what
                + "; expected UTF-8. Rename them, for example with: convmv -r --notest -f "
                + encoding(bytes(found.get(0))).map(Charset::name).orElse("ENCODING")
                + " -t UTF-8 "
                + folder
            : what + "; expected a UTF-8 locale. Set LC_ALL=C.UTF-8 or another UTF-8 locale");
  }

  private String described(Path path) {
    byte[] bytes = bytes(path);
    Path parent = path.getParent();
    String below =
        parent == null || parent.equals(folder) ? "" : folder.relativize(parent).toString() + "/";
    return "%s[bytes %s%s]"
        .formatted(
            below,
            HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes),
            NameRule.isUtf8()
                ? encoding(bytes)
                    .map(one -> ", in " + one.name() + " " + new String(bytes, one))
                    .orElse("")
                : "");
  }

  /** Returns the bytes of a path's last name, which its URI alone shows. */
  private static byte[] bytes(Path path) {
    String[] names = path.toUri().getRawPath().split("/");
    String escaped = names[names.length - 1];
    ByteBuffer bytes = ByteBuffer.allocate(escaped.length());
    for (int i = 0; i < escaped.length(); i++) {
      if (escaped.charAt(i) == '%') {
        bytes.put((byte) Integer.parseInt(escaped.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        bytes.put((byte) escaped.charAt(i));
      }
    }
    byte[] name = new byte[bytes.position()];
    bytes.flip().get(name);
    return name;
  }

  /** Returns a guess: names of Chinese characters alone are GB18030, others a Western encoding. */
  private static Optional<Charset> encoding(byte... name) {
    boolean isLatin = false;
    for (byte b : name) {
      isLatin |= Character.isLetter(b);
    }
    String guess = isLatin ? "windows-1252" : "GB18030";
    if (!Charset.isSupported(guess)) {
      return Optional.empty();
    }
    Charset charset = Charset.forName(guess.toUpperCase(Locale.ROOT));
    try {
      charset.newDecoder().decode(ByteBuffer.wrap(name));
      return Optional.of(charset);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
