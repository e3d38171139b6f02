package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of what a run says about scores that are missing or mean little. */
@Tag("e2e")
class ScoreCaveatsTest {

  private static final String CONFIG =
      TinyRun.CONFIG
          .replace("  kind: sample\n  images: 120\n", "  kind: manifest\n  folder: pictures\n")
          .replace("rounds: 2", "rounds: 1");

  @TempDir Path folder;

  @Test
  void missingValidationImagesAreToldEverywhere() throws Exception {
    write("x,train", "y,train", "x,test", "y,test", "x,test", "y,test");
    TinyRun run = TinyRun.in(folder, CONFIG);
    Outcome outcome = run.run("--data", "data").exits(0).says("note: no client holds validation");
    assertThat(outcome.out())
        .contains("round 1, the last round; test: balanced accuracy ")
        .contains(" (no validation images)");
    JsonNode metrics = metrics(run);
    assertThat(metrics.at("/selected/by").textValue()).isEqualTo("last");
    assertThat(metrics.at("/caveats/0/kind").textValue()).isEqualTo("no-validation-images");
    assertThat(Files.readString(run.result("report.html"))).contains("no client holds validation");
  }

  @Test
  void missingTestImagesAndASingleClassAreToldBeforeAnyWork() throws Exception {
    write("x,train", "x,train", "x,train", "x,train", "x,train", "x,train");
    TinyRun run = TinyRun.in(folder, CONFIG);
    Outcome outcome = run.run("--data", "data", "--progress", "none").exits(0);
    assertThat(outcome.err())
        .contains("note: no test images: the run will have no test scores")
        .contains("note: all images are of one class, x");
    assertThat(outcome.out()).contains("(no test images, one class)");
    assertThat(metrics(run).get("caveats")).hasSize(2);
  }

  private JsonNode metrics(TinyRun run) throws Exception {
    return new ObjectMapper().readTree(Files.readAllBytes(run.result("metrics.json")));
  }

  private void write(String... rows) throws Exception {
    StringBuilder table = new StringBuilder("image,client,label,part\n");
    Path pictures = Files.createDirectories(folder.resolve("data/pictures"));
    for (int i = 0; i < rows.length; i++) {
      BufferedImage picture = new BufferedImage(40, 36, BufferedImage.TYPE_INT_RGB);
      for (int p = 0; p < 40 * 36; p++) {
        picture.setRGB(p % 40, p / 40, (i % 3) * 0x300000 + (p * 7 + i) % 0xFFFF);
      }
      ImageIO.write(picture, "png", pictures.resolve("case" + i + ".png").toFile());
      table.append("case" + i + (i % 4 < 2 ? ",north," : ",south,") + rows[i] + "\n");
    }
    Files.writeString(folder.resolve("data/manifest.csv"), table);
  }
}
