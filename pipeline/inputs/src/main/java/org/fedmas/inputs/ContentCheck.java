package org.fedmas.inputs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.fedmas.inputs.archive.ArchiveLimits;
import org.fedmas.inputs.archive.Unpacking;
import org.fedmas.inputs.archive.UnsafeArchiveException;

/** A criterion that tells the published file from any other. */
public sealed interface ContentCheck {

  /** Returns the difference between a file and the published one, empty if none was found. */
  Optional<String> problem(Path file) throws IOException;

  /** Returns the expected content in a few words. */
  String expectation();

  /**
   * A checksum of which all hexadecimal digits are known, or the first ones.
   *
   * @param algorithm the checksum's name in Java
   */
  record HashStart(String algorithm, String digits) implements ContentCheck {

    @Override
    public Optional<String> problem(Path file) throws IOException {
      String found = hash(file);
      return found.startsWith(digits)
          ? Optional.empty()
          : Optional.of("found %s %s, expected %s".formatted(algorithm, found, expectation()));
    }

    @Override
    public String expectation() {
      boolean all = digits.length() >= 32;
      return algorithm + (all ? " " : " that starts with ") + digits;
    }

    private String hash(Path file) throws IOException {
      try (InputStream in = Files.newInputStream(file)) {
        MessageDigest digest = MessageDigest.getInstance(algorithm);
        new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
        return HexFormat.of().formatHex(digest.digest());
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has " + algorithm, e);
      }
    }
  }

  /**
   * The length of a file without a published checksum.
   *
   * @param least the bytes of its payload
   * @param most the bytes of its payload and the most that a container adds
   */
  record Length(long least, long most) implements ContentCheck {

    @Override
    public Optional<String> problem(Path file) throws IOException {
      long found = Files.size(file);
      return found >= least && found <= most
          ? Optional.empty()
          : Optional.of("found %s bytes, expected %s".formatted(found, expectation()));
    }

    @Override
    public String expectation() {
      return "%s to %s bytes".formatted(least, most);
    }
  }

  /**
   * The form of a table without a published checksum.
   *
   * @param columns names that the header must contain
   * @param rows number of rows below the header
   * @param separator character between cells
   */
  record TableForm(List<String> columns, int rows, char separator) implements ContentCheck {

    public TableForm {
      columns = List.copyOf(columns);
    }

    @Override
    public Optional<String> problem(Path file) throws IOException {
      CSVFormat format =
          CSVFormat.DEFAULT
              .builder()
              .setDelimiter(separator)
              .setHeader()
              .setSkipHeaderRecord(true)
              .get();
      try (BufferedReader reader = Files.newBufferedReader(file);
          CSVParser parser = format.parse(reader)) {
        List<String> found = parser.getHeaderNames();
        long lines = parser.stream().count();
        return found.containsAll(columns) && lines == rows
            ? Optional.empty()
            : Optional.of(
                "found %s rows with columns %s, expected %s"
                    .formatted(lines, found, expectation()));
      } catch (CharacterCodingException | CSVException | UncheckedIOException e) {
        return Optional.of("the file is not a table, expected " + expectation());
      }
    }

    @Override
    public String expectation() {
      return "%s rows with columns %s".formatted(rows, columns);
    }
  }

  /**
   * A ZIP archive of one folder of images.
   *
   * @param folder name of the folder inside the archive
   * @param images number of JPEG files in the archive
   * @param nested whether images may lie in folders below that folder
   */
  record ImageArchive(String folder, int images, ArchiveLimits limits, boolean nested)
      implements ContentCheck {

    @Override
    public Optional<String> problem(Path file) throws IOException {
      try {
        int found = unpacking(file).files(ImageFolder.SUFFIX);
        return found == images
            ? Optional.empty()
            : Optional.of("found %s images, expected %s".formatted(found, expectation()));
      } catch (UnsafeArchiveException e) {
        return Optional.of(String.valueOf(e.getMessage()));
      }
    }

    @Override
    public String expectation() {
      return "%s JPEG images in %s/".formatted(images, folder);
    }

    Unpacking unpacking(Path archive) {
      return new Unpacking(archive, folder, limits, nested);
    }
  }
}
