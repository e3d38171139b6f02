package org.fedmas.preprocess.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdenticalImagesTest {

  @TempDir Path folder;

  @Test
  void copiesAcrossTheSplitAreFoundByBytesAndByPixels() throws Exception {
    Path images = folder.resolve("images");
    new PictureFolder(images)
        .picture("a.png", 0x102030)
        .picture("b.png", 0x405060)
        .picture("c.png", 0x405060)
        .picture("d.png", 0x102030)
        .picture("e.png", 0x0a0b0c);
    // the same pixels in other bytes: a comment before the end
    byte[] other = Files.readAllBytes(images.resolve("d.png"));
    Files.write(images.resolve("d.png"), withComment(other));
    Files.writeString(images.resolve("f.png"), "no picture");
    Path table =
        new PictureFolder(folder)
            .table(
                "manifest.csv",
                "image,label,part",
                "a.png,x,train",
                "b.png,x,train",
                "c.png,x,test",
                "d.png,x,test",
                "e.png,x,test",
                "f.png,x,train");
    FolderImages data = ManifestData.open(table, images, List.of(), MissingImages.FAIL);
    AtomicInteger done = new AtomicInteger();
    IdenticalImages found =
        IdenticalImages.of(data, data.officialSplit().orElseThrow(), done::incrementAndGet);
    assertThat(done).hasValue(6);
    assertThat(found.images()).isEqualTo(6);
    assertThat(found.bytes()).containsExactly(new IdenticalImages.Pair("b.png", "c.png"));
    assertThat(found.pixels())
        .containsExactly(
            new IdenticalImages.Pair("b.png", "c.png"), new IdenticalImages.Pair("a.png", "d.png"));
    assertThat(found.unreadable()).hasSize(1).first().asString().contains("f.png");
  }

  @Test
  void copiesWithinAPartAndContradictionsAreFound() throws Exception {
    Path images = folder.resolve("images");
    new PictureFolder(images)
        .picture("a.png", 0x102030)
        .picture("b.png", 0x102030)
        .picture("c.png", 0x405060)
        .picture("d.png", 0x405060);
    Path table =
        new PictureFolder(folder)
            .table(
                "manifest.csv",
                "image,label,part",
                "a.png,x,train",
                "b.png,x,train",
                "c.png,x,train",
                "d.png,y,test");
    FolderImages data = ManifestData.open(table, images, List.of(), MissingImages.FAIL);
    IdenticalImages found = IdenticalImages.of(data, data.officialSplit().orElseThrow(), () -> {});
    assertThat(found.within())
        .containsExactly(new IdenticalImages.Copies("train", "a.png", "b.png"));
    assertThat(found.contradicting())
        .containsExactly(new IdenticalImages.Contradiction("c.png", "x", "d.png", "y"));
  }

  /** Puts a tEXt chunk before the last one, IEND, which has 12 bytes. */
  private static byte[] withComment(byte... png) {
    byte[] text = "tEXtComment\0hello".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    java.util.zip.CRC32 check = new java.util.zip.CRC32();
    check.update(text);
    return java.nio.ByteBuffer.allocate(png.length + text.length + 8)
        .put(png, 0, png.length - 12)
        .putInt(text.length - 4)
        .put(text)
        .putInt((int) check.getValue())
        .put(png, png.length - 12, 12)
        .array();
  }
}
