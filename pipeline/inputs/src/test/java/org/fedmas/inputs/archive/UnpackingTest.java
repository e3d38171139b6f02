package org.fedmas.inputs.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.fedmas.inputs.RandomBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpackingTest {

  private static final ArchiveLimits LIMITS = new ArchiveLimits(10, 8 << 20, 20 << 20, 20);
  private static final byte[] ONE = RandomBytes.of(100_000, 1);
  private static final byte[] TWO = RandomBytes.of(5_000, 2);

  @TempDir Path temporary;

  private Unpacking unpacking(byte[] archive) throws Exception {
    return new Unpacking(Files.write(temporary.resolve("a.zip"), archive), "in", LIMITS, false);
  }

  private Path target() {
    return temporary.resolve("target").resolve("folder");
  }

  private void refused(CraftedZip archive, String... words) throws Exception {
    Unpacking unpacking = unpacking(archive.bytes());
    assertThatExceptionOfType(UnsafeArchiveException.class)
        .isThrownBy(() -> unpacking.into(target(), 2, done -> {}))
        .satisfies(e -> assertThat(e.getMessage()).contains(words).contains("a.zip"));
    assertThat(files()).as("unpacked before the refusal").isEmpty();
  }

  /** Returns all files below the temporary folder except the archive. */
  private List<String> files() throws Exception {
    try (Stream<Path> walk = Files.walk(temporary)) {
      return walk.filter(Files::isRegularFile)
          .map(file -> temporary.relativize(file).toString())
          .filter(name -> !name.equals("a.zip"))
          .sorted()
          .toList();
    }
  }

  @Test
  void filesAreUnpackedUnchanged() throws Exception {
    Unpacking unpacking =
        unpacking(new CraftedZip().file("in/one.jpg", ONE).file("in/LICENSE.txt", TWO).bytes());
    AtomicLong most = new AtomicLong();
    unpacking.into(target(), 3, done -> most.accumulateAndGet(done, Math::max));
    assertThat(target().resolve("one.jpg")).hasBinaryContent(ONE);
    assertThat(target().resolve("LICENSE.txt")).hasBinaryContent(TWO);
    assertThat(files()).hasSize(2);
    assertThat(unpacking.bytes()).isEqualTo(105_000);
    assertThat(most).hasValue(105_000);
    assertThat(unpacking.files(".jpg")).isEqualTo(1);
  }

  @Test
  void foldersBelowAreUnpackedWhereAllowed() throws Exception {
    byte[] archive =
        new CraftedZip()
            .file("in/upper/z-line/one.jpg", ONE)
            .file("in/labels.csv", TWO)
            .file("__MACOSX/in/._labels.csv", TWO)
            .file("in/.DS_Store", TWO)
            .bytes();
    Path file = Files.write(temporary.resolve("a.zip"), archive);
    Unpacking unpacking = new Unpacking(file, "in", LIMITS, true);
    unpacking.into(target(), 2, done -> {});
    assertThat(target().resolve("upper/z-line/one.jpg")).hasBinaryContent(ONE);
    assertThat(files()).hasSize(2);
    assertThat(unpacking.files(".jpg")).isEqualTo(1);
  }

  @Test
  void nestedNamesThatLeaveTheFolderAreRefused() throws Exception {
    for (String name :
        List.of("in/a/../../../evil", "in/../evil", "in/a//evil", "in/a/.hidden", "out/a/evil")) {
      byte[] archive = new CraftedZip().file(name, TWO).bytes();
      Path file = Files.write(temporary.resolve("a.zip"), archive);
      assertThatExceptionOfType(UnsafeArchiveException.class)
          .isThrownBy(() -> new Unpacking(file, "in", LIMITS, true).into(target(), 1, done -> {}))
          .withMessageContaining("a file in in/");
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void anInterruptedUnpackingResumes() throws Exception {
    Files.createDirectories(target());
    Path kept = Files.write(target().resolve("one.jpg"), ONE);
    FileTime long_ago = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(kept, long_ago);
    byte[] damaged = TWO.clone();
    damaged[7] ^= 1;
    Files.write(target().resolve("two.jpg"), damaged);
    Files.write(target().resolve(".three.jpg.part"), new byte[9]);
    unpacking(
            new CraftedZip()
                .file("in/one.jpg", ONE)
                .file("in/two.jpg", TWO)
                .file("in/three.jpg", TWO)
                .bytes())
        .into(target(), 1, done -> {});
    assertThat(Files.getLastModifiedTime(kept)).isEqualTo(long_ago);
    assertThat(target().resolve("two.jpg")).hasBinaryContent(TWO);
    assertThat(target().resolve("three.jpg")).hasBinaryContent(TWO);
    assertThat(files()).hasSize(3);
  }

  @Test
  void namesThatLeaveTheFolderAreRefused() throws Exception {
    for (String name :
        List.of(
            "../evil",
            "in/../../evil",
            "in/../evil",
            "/etc/evil",
            "in//etc/evil",
            "in/..",
            "in/.",
            "in/",
            "in/a\\..\\..\\evil",
            "C:\\evil",
            "in/C:evil",
            "in/sub/evil",
            "in/.hidden",
            "in/a\0b",
            "in/a\nb",
            "evil",
            "")) {
      if (!name.equals("in/")) {
        refused(new CraftedZip().file("in/one.jpg", ONE).file(name, TWO), "found entry");
      }
    }
    // the folder itself is no file and makes none
    unpacking(new CraftedZip().file("in/", new byte[0]).bytes()).into(target(), 1, done -> {});
    assertThat(files()).isEmpty();
  }

  @Test
  void linksAreRefused() throws Exception {
    refused(new CraftedZip().link("in/one.jpg", "/etc/passwd"), "symbolic link");
  }

  @Test
  void aTargetThatIsALinkIsRefused() throws Exception {
    Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    Files.createDirectories(target().getParent());
    Files.createSymbolicLink(target(), elsewhere);
    refused(new CraftedZip().file("in/one.jpg", ONE), "symbolic link", target().toString());
  }

  private void refused(CraftedZip archive, String word, String other) throws Exception {
    Unpacking unpacking = unpacking(archive.bytes());
    assertThatExceptionOfType(UnsafeArchiveException.class)
        .isThrownBy(() -> unpacking.into(target(), 1, done -> {}))
        .withMessageContaining(word)
        .withMessageContaining(other);
    assertThat(files()).isEmpty();
  }

  @Test
  void namesThatOccurTwiceAreRefused() throws Exception {
    refused(new CraftedZip().file("in/one.jpg", ONE).file("in/one.jpg", TWO), "unique names");
    refused(new CraftedZip().file("in/one.jpg", ONE).file("in/ONE.jpg", TWO), "unique names");
  }

  @Test
  void bombsAreRefused() throws Exception {
    refused(new CraftedZip().file("in/zeros", new byte[4 << 20]), "a packed size of at least 1/20");
    refused(new CraftedZip().file("in/large", RandomBytes.of(9 << 20, 3)), "at most 8388608 bytes");
    CraftedZip many = new CraftedZip();
    for (int i = 0; i < 11; i++) {
      many.file("in/" + i, TWO);
    }
    refused(many, "at most 10 files");
    CraftedZip sum = new CraftedZip();
    for (int i = 0; i < 3; i++) {
      sum.file("in/" + i, RandomBytes.of(7 << 20, i));
    }
    refused(sum, "at most 20971520 bytes in total");
    refused(
        new CraftedZip().file("in/one.jpg", ONE).again("in/two.jpg").again("in/three.jpg"),
        "at most as many packed bytes as the file has");
  }

  @Test
  void falseHeadersAreRefused() throws Exception {
    for (CraftedZip lie :
        List.of(
            new CraftedZip().lyingSize("in/one.jpg", ONE, 99_999),
            new CraftedZip().lyingSize("in/one.jpg", ONE, 100_001),
            new CraftedZip().wrongChecksum("in/one.jpg", ONE))) {
      Unpacking unpacking = unpacking(lie.bytes());
      assertThatExceptionOfType(UnsafeArchiveException.class)
          .isThrownBy(() -> unpacking.into(target(), 1, done -> {}))
          .withMessageContaining("in/one.jpg");
      assertThat(target().resolve("one.jpg")).doesNotExist();
    }
  }

  @Test
  void otherFilesThanArchivesAreRefused() throws Exception {
    byte[] whole = new CraftedZip().file("in/one.jpg", ONE).bytes();
    for (byte[] bytes :
        List.of(new byte[0], TWO, Arrays.copyOf(whole, whole.length / 2), "<html>".getBytes())) {
      Unpacking unpacking = unpacking(bytes);
      assertThatExceptionOfType(UnsafeArchiveException.class)
          .isThrownBy(() -> unpacking.into(target(), 1, done -> {}))
          .withMessageContaining("is not a ZIP archive");
    }
  }

  @Test
  void damagedBytesAreNoticed() throws Exception {
    byte[] whole = new CraftedZip().file("in/one.jpg", ONE).bytes();
    for (int at : new int[] {45, 500, 50_000, 99_000}) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 16;
      Unpacking unpacking = unpacking(damaged);
      assertThatExceptionOfType(UnsafeArchiveException.class)
          .isThrownBy(() -> unpacking.into(target(), 1, done -> {}))
          .withMessageContaining("in/one.jpg");
      assertThat(target().resolve("one.jpg")).doesNotExist();
    }
  }
}
