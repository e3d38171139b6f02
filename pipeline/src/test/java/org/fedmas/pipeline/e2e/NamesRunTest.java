package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.fedmas.contract.NameRule;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of names outside ASCII: of folders, configurations, runs and artifacts, in any locale. */
@Tag("e2e")
class NamesRunTest {

  private static final String CONFIG =
      TinyRun.CONFIG.replace(
              "  kind: sample\n  images: 120\n",
              "  kind: folders\n  layout: client-class\n  folder: bilder\n")
          + "split:\n  kind: random\n";

  @TempDir Path folder;

  @BeforeEach
  void drawPictures() throws Exception {
    assumeThat(NameRule.isUtf8()).as("file names are UTF-8 here").isTrue();
    int colour = 0;
    for (String client : new String[] {"Z\u00fcrich", "\u5317\u4eac"}) {
      for (String label : new String[] {"\u00c9pith\u00e9lioma", "Naevus"}) {
        Path classes =
            Files.createDirectories(folder.resolve("daten/bilder").resolve(client).resolve(label));
        for (int i = 0; i < 12; i++) {
          BufferedImage picture = new BufferedImage(40, 36, BufferedImage.TYPE_INT_RGB);
          for (int p = 0; p < 40 * 36; p++) {
            picture.setRGB(p % 40, p / 40, ++colour);
          }
          ImageIO.write(picture, "png", classes.resolve("l\u00e4sion" + i + ".png").toFile());
        }
      }
    }
  }

  private Outcome fedmas(String locale, String... arguments) throws Exception {
    Launcher launcher = Launcher.in(folder);
    return new Launcher(launcher.script(), folder, Map.of("LC_ALL", locale)).run(arguments);
  }

  @Test
  void everyLocaleReadsTheSameNames() throws Exception {
    Files.writeString(folder.resolve("\u5b9e\u9a8c\u4e00.yaml"), CONFIG);
    String[] counts = {"data", "counts", "--config", "\u5b9e\u9a8c\u4e00.yaml", "--data", "daten"};
    Outcome utf8 = fedmas("C.UTF-8", counts).exits(0);
    assertThat(utf8.out()).contains("Z\u00fcrich", "\u5317\u4eac", "\u00c9pith\u00e9lioma");
    assertThat(fedmas("C", counts).out()).isEqualTo(utf8.out());

    String[] run = {
      "run",
      "--config",
      "\u5b9e\u9a8c\u4e00.yaml",
      "--data",
      "daten",
      "--artifacts",
      "k\u00fcnste",
      "--until",
      "partition",
      "--progress",
      "none"
    };
    fedmas("C", run).exits(0);
    assertThat(folder.resolve("k\u00fcnste/runs/\u5b9e\u9a8c\u4e00-fold1-seed0/run.json")).exists();
    assertThat(fedmas("C.UTF-8", run).exits(0).out()).contains("done: 0 units run");
  }

  @Test
  void aTableIsReadAlikeInEveryLocale() throws Exception {
    Files.writeString(
        folder.resolve("daten/manifest.csv"),
        """
        image,label,client
        Z\u00fcrich/Naevus/l\u00e4sion0,N\u00e6vus,K\u00f6ln
        Z\u00fcrich/Naevus/l\u00e4sion1.png,\u6076\u6027,\u4e0a\u6d77
        """);
    Files.writeString(
        folder.resolve("t.yaml"),
        "dataset: {kind: manifest, folder: bilder, file: manifest.csv}\n");
    String[] counts = {"data", "counts", "--config", "t.yaml", "--data", "daten"};
    Outcome utf8 = fedmas("C.UTF-8", counts).exits(0);
    assertThat(utf8.out()).contains("K\u00f6ln", "N\u00e6vus", "\u6076\u6027");
    assertThat(fedmas("POSIX", counts).exits(0).out()).isEqualTo(utf8.out());
  }

  @Test
  void anArgumentThatIsNotTextIsRefused() throws Exception {
    String script = Launcher.in(folder).script().toString();
    Process process =
        new ProcessBuilder(
                "sh", "-c", "'" + script + "' status --artifacts \"$(printf '\\266\\361')\" 2> err")
            .directory(folder.toFile())
            .start();
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(Files.readString(folder.resolve("err"))).contains("argument 3", "not text in UTF-8");
  }
}
