package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.fedmas.contract.Digest;
import org.fedmas.tables.image.ImageRow;
import org.fedmas.tables.image.ImageShard;
import org.fedmas.tables.parquet.TableReader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A folder of 600 images, six of which are broken in different ways. All broken images are named,
 * all others are prepared, and after repair no intact image is prepared again.
 */
@Tag("e2e")
class BrokenImagesTest {

  private static final int IMAGES = 600;
  private static final int CLIENTS = 4;

  private static final String CONFIG =
      TinyRun.CONFIG.replace(
          "  kind: sample\n  images: 120\n",
          "  kind: folders\n  folder: images\n  layout: client-class\nsplit:\n  kind: random\n");

  @TempDir Path folder;

  @Test
  void areNamedAndNoIntactImageIsPreparedTwice() throws Exception {
    TinyRun run = TinyRun.in(folder, CONFIG);
    for (int i = 0; i < IMAGES; i++) {
      Files.createDirectories(file(i).getParent());
      Files.write(file(i), picture(i, "jpg"));
    }
    Files.write(file(3), withExtraBytes(picture(3, "jpg")));
    Map<Integer, byte[]> good = new LinkedHashMap<>();
    Map<Integer, String> reasons = damage(good);
    assertThat(reasons).hasSize(IMAGES / 100);

    Outcome stopped = run.run("--data", "data").exits(3);
    stopped.says("6 of 600 images do not decode");
    reasons.forEach((i, reason) -> stopped.says(folder.relativize(file(i)) + ": " + reason));
    assertThat(Files.readAllLines(run.result("unreadable-images.tsv"))).hasSize(1 + 6);
    Map<String, Digest> before = prepared(run);
    Set<String> expected = new TreeSet<>();
    for (int i = 0; i < IMAGES; i++) {
      if (!reasons.containsKey(i)) {
        expected.add(id(i));
      }
    }
    assertThat(before.keySet()).isEqualTo(expected);

    for (Map.Entry<Integer, byte[]> one : good.entrySet()) {
      Files.write(file(one.getKey()), one.getValue());
    }
    // recomputed: index, the two shards with missing images, statistics; two shards are unchanged
    run.run("--data", "data", "--only", "preprocess")
        .did(4, 2)
        .says("1 image has damaged JPEG data, decoded as far as possible: " + id(3) + " (Corrupt");
    assertThat(run.result("run.json")).content().contains("damaged JPEG data");
    Map<String, Digest> after = prepared(run);
    assertThat(after).hasSize(IMAGES).containsAllEntriesOf(before);
    assertThat(run.result("unreadable-images.tsv")).doesNotExist();
    run.run("--data", "data", "--only", "preprocess").did(0, 6);
  }

  /** Breaks six images of clients 0 and 1; returns the expected report of each. */
  private Map<Integer, String> damage(Map<Integer, byte[]> good) throws Exception {
    Map<Integer, String> reasons = new LinkedHashMap<>();
    breakOne(0, new byte[0], "the file is empty", good, reasons);
    byte[] whole = picture(4, "jpg");
    breakOne(4, Arrays.copyOf(whole, whole.length / 2), "cut short", good, reasons);
    byte[] text = "not a picture".getBytes(StandardCharsets.UTF_8);
    breakOne(8, text, "not a picture that is read: found text", good, reasons);
    byte[] png = picture(1, "png");
    png[png.length / 2] ^= 0x10;
    breakOne(1, png, "damaged", good, reasons);
    byte[] bomb = picture(5, "png");
    Arrays.fill(bomb, 16, 18, (byte) 1);
    breakOne(5, bomb, "16842764×", good, reasons);
    byte[] garbled = picture(9, "jpg");
    Arrays.fill(garbled, garbled.length / 2, garbled.length - 2, (byte) 0xFF);
    breakOne(9, garbled, "", good, reasons);
    return reasons;
  }

  private void breakOne(
      int image,
      byte[] broken,
      String reason,
      Map<Integer, byte[]> good,
      Map<Integer, String> reasons)
      throws Exception {
    good.put(image, Files.readAllBytes(file(image)));
    Files.write(file(image), broken);
    reasons.put(image, reason);
  }

  /** Returns image → digest of its pixels, over all shards of the current recipes. */
  private static Map<String, Digest> prepared(TinyRun run) throws Exception {
    Map<String, Digest> pixels = new TreeMap<>();
    Set<String> shards =
        run.status("--data", "data").rows().stream()
            .filter(row -> row.unit().startsWith("preprocess/client-"))
            .filter(row -> row.state().equals("present"))
            .map(row -> row.fingerprint().replaceFirst("^sha256:", ""))
            .collect(Collectors.toSet());
    assertThat(shards).hasSize(CLIENTS);
    try (Stream<Path> files = Files.walk(run.folder().resolve("artifacts/image-shards"))) {
      for (Path file : files.filter(f -> f.endsWith(ImageShard.FILE)).toList()) {
        if (!shards.contains(String.valueOf(file.getParent().getFileName()))) {
          continue;
        }
        try (TableReader<ImageRow> rows = ImageShard.read(file)) {
          while (rows.hasNext()) {
            ImageRow row = rows.next();
            assertThat(pixels.put(row.imageId(), Digest.of(row.pixels()))).isNull();
          }
        }
      }
    }
    return pixels;
  }

  private String id(int image) {
    return folder.resolve("data/images").relativize(file(image)).toString();
  }

  private Path file(int image) {
    return folder
        .resolve("data/images/clinic" + image % CLIENTS)
        .resolve(image % 3 == 0 ? "polyp" : "normal")
        .resolve(String.format("case%03d.jpg", image));
  }

  private static byte[] withExtraBytes(byte[] jpeg) {
    byte[] extra = Arrays.copyOf(jpeg, jpeg.length + 20);
    Arrays.fill(extra, jpeg.length - 2, extra.length - 2, (byte) 7);
    extra[extra.length - 2] = (byte) 0xFF;
    extra[extra.length - 1] = (byte) 0xD9;
    return extra;
  }

  private static byte[] picture(int number, String format) throws Exception {
    BufferedImage picture = new BufferedImage(12, 10, BufferedImage.TYPE_INT_RGB);
    for (int p = 0; p < 120; p++) {
      picture.setRGB(p % 12, p / 12, (number * 7919 + p * 104729) & 0xFFFFFF);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(picture, format, out);
    return out.toByteArray();
  }
}
