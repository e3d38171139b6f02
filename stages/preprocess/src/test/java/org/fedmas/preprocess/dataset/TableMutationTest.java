package org.fedmas.preprocess.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.testkit.KvasirFolder;
import org.fedmas.testkit.Mutations;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables with random damage: each is read or refused, and nothing else happens. */
class TableMutationTest {

  private static final int SOME = 300;
  private static final long MOST_BYTES = 256L << 20;
  private static final String FLAMBY = "flamby/";
  private static final String SPLIT = KvasirSplit.FIVE_FOLDS.id();

  @TempDir Path folder;
  private IsicFolder flamby;
  private final Map<String, String> seeds = new TreeMap<>();

  @BeforeEach
  void makeTables() throws IOException {
    new PictureFolder(folder.resolve("images"))
        .picture("a.png", 0x102030)
        .picture("b.jpg", 0x405060)
        .picture("sub/c.png", 0x708090);
    flamby = new IsicFolder(folder.resolve("flamby"));
    KvasirFolder kvasir = KvasirFolder.in(folder.resolve("kvasir"), 1);
    seeds.put(
        "commas.csv",
        "image,label,client,part,group,age\na.png,polyp,north,test,g1,40\nb,normal,south,train,,\nsub/c,polyp,south,train,g1,51\n");
    seeds.put(
        "semicolons.csv",
        "\"image\";\"label\";fold\r\n\"a\";\"1\";1\r\n\"b.jpg\";\"2.0\";2\r\nsub/c.png;\"1e1\";3\r\n");
    seeds.put("tabs.csv", "\timage\tlabel\n0\ta.png\tmel\n1\tb\tMèl\n");
    for (String table :
        List.of(IsicFolder.LABELS, IsicFolder.METADATA, IsicFolder.HAM10000, IsicFolder.SPLIT)) {
      seeds.put(FLAMBY + table, Files.readString(flamby.path.resolve(table)));
    }
    seeds.put(SPLIT, Files.readString(kvasir.split(5)));
  }

  @Test
  void seedsAreReadable() throws IOException {
    for (Map.Entry<String, String> seed : seeds.entrySet()) {
      open(seed.getKey(), seed.getValue().getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void someMutationsAreReadOrRefused() {
    Mutations.ofTexts(seeds, MOST_BYTES).check(SOME, 3, this::reads);
  }

  @Test
  @Tag("e2e")
  @Tag("soak")
  void manyMutationsAreReadOrRefused() {
    Mutations.ofTexts(seeds, MOST_BYTES).check(Mutations.many(), 4, this::reads);
  }

  private boolean reads(String name, byte[] bytes) throws IOException {
    try {
      open(name, bytes);
      return true;
    } catch (MissingInputException e) {
      assertThat(e.getMessage()).isNotBlank().doesNotContain("Exception");
      return false;
    }
  }

  private void open(String name, byte[] bytes) throws IOException {
    if (name.startsWith(FLAMBY)) {
      Path file = flamby.path.resolve(name.substring(FLAMBY.length()));
      byte[] before = Files.readAllBytes(file);
      try {
        Files.write(file, bytes);
        DataDescription.of(FlambyTables.read(flamby.path)).counts();
      } finally {
        Files.write(file, before);
      }
    } else if (name.equals(SPLIT)) {
      Files.write(folder.resolve("kvasir").resolve(SPLIT), bytes);
      HyperKvasir.describe(folder.resolve("kvasir"), SPLIT).counts();
    } else {
      Path table = Files.write(folder.resolve(name), bytes);
      Path images = folder.resolve("images");
      DataDescription.of(ManifestData.table(table, images, List.of())).counts();
      DataDescription.of(ManifestData.open(table, images, List.of(), MissingImages.SKIP)).counts();
    }
  }
}
