package org.fedmas.inputs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.fedmas.inputs.archive.ArchiveLimits;
import org.fedmas.inputs.archive.Unpacking;
import org.fedmas.inputs.archive.UnsafeArchiveException;

/** How a file is recognised as the published one. */
public sealed interface ContentCheck {

  /** What is wrong with a file that is there; empty if it is what it should be. */
  Optional<String> problem(Path file) throws IOException;

  /** What is expected, in a few words. */
  String expectation();

  /**
   * A hash whose hexadecimal digits are known, all of them or the first.
   *
   * @param algorithm as Java calls it
   */
  record HashStart(String algorithm, String digits) implements ContentCheck {

    @Override
    public Optional<String> problem(Path file) throws IOException {
      String found = hash(file);
      return found.startsWith(digits)
          ? Optional.empty()
          : Optional.of("found " + algorithm + " " + found + ", expected " + expectation());
    }

    @Override
    public String expectation() {
      boolean all = digits.length() >= 32;
      return algorithm + (all ? " " : " that starts with ") + digits;
    }

    private String hash(Path file) throws IOException {
      try (InputStream in = Files.newInputStream(file)) {
        MessageDigest digest = MessageDigest.getInstance(algorithm);
        byte[] buffer = new byte[1 << 16];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          digest.update(buffer, 0, n);
        }
        return HexFormat.of().formatHex(digest.digest());
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has " + algorithm, e);
      }
    }
  }

  /**
   * A table whose hash is not published.
   *
   * @param columns that its first line must name
   * @param rows below the first line
   */
  record TableForm(List<String> columns, int rows) implements ContentCheck {

    public TableForm {
      columns = List.copyOf(columns);
    }

    @Override
    public Optional<String> problem(Path file) throws IOException {
      try (BufferedReader reader = Files.newBufferedReader(file)) {
        String header = reader.readLine();
        List<String> found = header == null ? List.of() : List.of(header.split(",", -1));
        long lines = reader.lines().filter(line -> !line.isBlank()).count();
        return found.containsAll(columns) && lines == rows
            ? Optional.empty()
            : Optional.of(
                "found " + lines + " rows under columns " + found + ", expected " + expectation());
      } catch (CharacterCodingException | java.io.UncheckedIOException e) {
        return Optional.of("found something that is not text, expected " + expectation());
      }
    }

    @Override
    public String expectation() {
      return rows + " rows with columns " + columns;
    }
  }

  /**
   * A ZIP archive of one folder of images.
   *
   * @param folder inside the archive
   * @param images how many JPEG files it holds
   */
  record ImageArchive(String folder, int images, ArchiveLimits limits) implements ContentCheck {

    @Override
    public Optional<String> problem(Path file) throws IOException {
      try {
        int found = unpacking(file).files(ImageFolder.SUFFIX);
        return found == images
            ? Optional.empty()
            : Optional.of("found " + found + " images, expected " + expectation());
      } catch (UnsafeArchiveException e) {
        return Optional.of(String.valueOf(e.getMessage()));
      }
    }

    @Override
    public String expectation() {
      return images + " JPEG images in " + folder + "/";
    }

    Unpacking unpacking(Path archive) {
      return new Unpacking(archive, folder, limits);
    }
  }
}
