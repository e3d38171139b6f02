package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.fedmas.tables.prediction.GroupedPredictionTable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the data set kind {@code manifest}: a hospital's own table and pictures. */
@Tag("e2e")
class ManifestRunTest {

  private static final String CONFIG =
      TinyRun.CONFIG.replace(
          "  kind: sample\n  images: 120\n", "  kind: manifest\n  folder: pictures\n");

  @TempDir Path folder;

  private void write(String header, int images) throws Exception {
    StringBuilder table = new StringBuilder(header).append('\n');
    Path pictures = Files.createDirectories(folder.resolve("data/pictures"));
    for (int i = 0; i < images; i++) {
      BufferedImage picture = new BufferedImage(40, 36, BufferedImage.TYPE_INT_RGB);
      for (int p = 0; p < 40 * 36; p++) {
        picture.setRGB(p % 40, p / 40, (i % 3) * 0x300000 + (p * 7 + i) % 0xFFFF);
      }
      ImageIO.write(picture, "png", pictures.resolve("case" + i + ".png").toFile());
      table.append("case" + i).append(i % 3 == 0 ? ",polyp" : ",normal");
      table.append(i % 2 == 0 ? ",north" : ",south").append(",patient" + i / 2);
      table.append(header.endsWith(",age") ? "," + (i + 20) : "").append('\n');
    }
    Files.writeString(folder.resolve("data/manifest.csv"), table);
  }

  @Test
  void splitsByLesionWithoutALeak() throws Exception {
    write("image,label,client,group,age", 60);
    TinyRun run = TinyRun.in(folder, CONFIG);

    Outcome refused = run.run("--data", "data").exits(2);
    refused.says("split.kind: found official", "column part or fold", "split.kind: random");
    Outcome outcome = run.run("--data", "data", "--set", "split.kind=lesion").exits(0);

    assertThat(outcome.err()).doesNotContain("on both sides").contains("attributes of images");
    assertThat(run.folder().resolve("artifacts/image-attributes")).isNotEmptyDirectory();
    JsonNode metrics = new ObjectMapper().readTree(Files.readAllBytes(run.result("metrics.json")));
    MetricsForm.check(metrics, 2);
    assertThat(metrics.get("classes").toString()).isEqualTo("[\"normal\",\"polyp\"]");
    assertThat(metrics.at("/clients/1/name").textValue()).isEqualTo("south");
    assertThat(metrics.at("/clients/0/images/test").intValue()).isBetween(4, 8);
    assertThat(metrics.at("/selected/test/statistics/subgroups/attributes/0/name").textValue())
        .isEqualTo("age");
    assertThat(GroupedPredictionTable.read(run.result("predictions.parquet")))
        .allMatch(row -> row.attributes().values().containsKey("age"));
    assertThat(
            run.run("--data", "data", "--set", "split.kind=random", "--until", "partition").err())
        .contains("lesions have images on both sides of the split");
  }

  @Test
  void aPoolNeedsSimulatedClients() throws Exception {
    write("image,label,site,group", 12);
    TinyRun.in(folder, CONFIG)
        .run("--data", "data", "--set", "split.kind=random")
        .exits(2)
        .says("partition.kind: found natural", "the column client", "dirichlet");
  }
}
