package org.fedmas.images.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.Digest;
import org.fedmas.images.prepare.Resize;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Odd picture files of public test suites, with the pixels that Pillow makes of each, in the folder
 * that {@code fedmas.odd} names.
 */
class OddFilesTest {

  /** Files that Pillow reads to other pixels, or that are refused here, and the reasons. */
  private static final Map<String, String> DIFFERENT =
      Map.of(
          "pil__10ct_32bit_128.tiff", "floating-point values beyond 0 to 1 need image.window",
          "pil__16bit.cropped.tif", "16 bits of grey are scaled, where Pillow clips them",
          "pil__i_trns.png", "16 bits of grey are scaled, where Pillow clips them",
          "pil__hopper.Lab.tif", "Lab colours are refused",
          "pil__lab.tif", "Lab colours are refused",
          "pil__g_pal4rle.bmp", "Pillow 9.4 loses the last pixel of odd literal runs",
          "pil__truncated_end_chunk.png", "a file that is cut short is refused");

  /** Files that Pillow refuses and that are read here, and the reasons. */
  private static final Map<String, String> READ =
      Map.of(
          "tm__0x00-to-0xFF-between-segments.jpg", "libjpeg skips bytes between segments",
          "pil__png_decompression_dos.png", "its texts, which would unpack to much, are not read");

  /** Prefix of DICOM files, none of which Pillow reads. */
  private static final String DICOM = "dcm__";

  private static final int MOST_EXCEPTIONS = 12;

  private static Path folder;

  /**
   * A file and Pillow's answer.
   *
   * @param digest first 16 digits of the pixels' SHA-256; empty where Pillow refuses the file
   */
  private record Odd(String file, String digest) {

    /** Returns the digest of our pixels, or the reason of a refusal. */
    String ours(JpegLibrary library) throws IOException {
      byte[] bytes = Files.readAllBytes(folder.resolve("files").resolve(file));
      Decoding decoding = new Decoding(Decoding.Detail.EXACT, library, Decoding.Orientation.STORED);
      try {
        PreparedPicture picture =
            ImageDecoder.decode(
                bytes, file, decoding, new Resize.Squash(16), (rows, size) -> rows.image());
        return Digest.of(picture.image().pixels()).hex().substring(0, 16);
      } catch (ImageUnreadableException e) {
        return "refused: " + e.reason();
      }
    }
  }

  @BeforeAll
  static void findFolder() {
    String chosen = System.getProperty("fedmas.odd", "");
    assumeTrue(!chosen.isBlank(), "skipped: fedmas.odd names no folder of odd picture files");
    folder = Path.of(chosen).toAbsolutePath();
    assumeTrue(
        Files.isRegularFile(folder.resolve("manifest.csv")),
        "skipped: there is no manifest.csv in " + folder);
  }

  @Test
  void filesThatPillowReadsHaveItsPixels() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Odd odd : files()) {
      for (JpegLibrary library : libraries()) {
        String found = odd.digest().isEmpty() ? "" : odd.ours(library);
        if (found.equals(odd.digest()) == DIFFERENT.containsKey(odd.file())) {
          wrong.add("%s by %s: %s".formatted(odd.file(), library, found));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void filesThatPillowRefusesAreRefused() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Odd odd : files()) {
      for (JpegLibrary library : libraries()) {
        String found = odd.digest().isEmpty() ? odd.ours(library) : "refused";
        boolean mayBeRead = READ.containsKey(odd.file()) || odd.file().startsWith(DICOM);
        if (!found.startsWith("refused") && !mayBeRead) {
          wrong.add("%s by %s: %s".formatted(odd.file(), library, found));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void exceptionsAreFewAndExist() throws Exception {
    assertThat(DIFFERENT.size() + READ.size()).isLessThanOrEqualTo(MOST_EXCEPTIONS);
    assertThat(files()).extracting(Odd::file).containsAll(DIFFERENT.keySet());
    assertThat(files()).extracting(Odd::file).containsAll(READ.keySet());
  }

  private static List<JpegLibrary> libraries() {
    return Arrays.stream(JpegLibrary.values()).filter(one -> one.problem().isEmpty()).toList();
  }

  private static List<Odd> files() throws IOException {
    List<Odd> files =
        Files.readAllLines(folder.resolve("manifest.csv")).stream()
            .skip(1)
            .map(line -> line.split(",", -1))
            .map(cells -> new Odd(cells[0], cells[7]))
            .toList();
    assertThat(files).hasSizeGreaterThan(MOST_EXCEPTIONS);
    return files;
  }
}
