package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.model.StoredTensor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of messages about unusable tables, pictures and checkpoints; computed artifacts are kept.
 */
@Tag("e2e")
class BadInputTest {

  @TempDir Path folder;

  private IsicFolder data;
  private TinyRun run;

  @BeforeEach
  void makeData() throws Exception {
    data = IsicFolder.small(folder.resolve("data"));
    run = TinyRun.in(folder, IsicFolder.CONFIG);
  }

  @Test
  void namesTheMissingColumnsOfATable() throws Exception {
    data.edit(IsicFolder.METADATA, "lesion_id", "lesion");

    run.run("--data", "data")
        .exits(3)
        .says(IsicFolder.METADATA + ":1", "missing columns [lesion_id]", "anatom_site_general");
    assertThat(run.artifacts().units()).isZero();
  }

  @Test
  void namesALabelOutsideTheClasses() throws Exception {
    data.edit(
        IsicFolder.LABELS,
        IsicFolder.image(3) + ",1.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0",
        IsicFolder.image(3) + ",0.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0,1.0");

    run.run("--data", "data").exits(3).says(IsicFolder.LABELS + ":5", "UNK", "MEL, NV");
    assertThat(run.artifacts().units()).isZero();
  }

  @Test
  void namesMissingPictures() throws Exception {
    Files.delete(data.picture(2));

    run.run("--data", "data")
        .exits(3)
        .says("1 of 8 images are missing", IsicFolder.image(2) + ".jpg")
        .says("dataset.missing-images=skip");
    assertThat(run.artifacts().units()).isZero();
  }

  @Test
  void namesPicturesThatDoNotDecode() throws Exception {
    byte[] whole = Files.readAllBytes(data.picture(4));
    Files.writeString(data.picture(4), "not a picture");
    Files.write(data.picture(3), new byte[0]);
    Files.write(data.picture(7), Arrays.copyOf(Files.readAllBytes(data.picture(7)), 300));

    Outcome stopped = run.run("--data", "data").exits(3);
    stopped
        .says(
            "3 of 8 images do not decode", IsicFolder.image(4) + ".jpg: not a picture that is read")
        .says(IsicFolder.image(3) + ".jpg: the file is empty")
        .says(IsicFolder.image(7) + ".jpg: cut short", "dataset.unreadable-images=skip");
    // index, attributes and both shards are present, but nothing that depends on them
    assertThat(run.artifacts().units()).isEqualTo(4);
    assertThat(Files.readAllLines(run.result("unreadable-images.tsv")))
        .hasSize(4)
        .anyMatch(line -> line.startsWith(IsicFolder.image(7) + "\t1\t"));

    Outcome skipped = run.run("--data", "data", "--set", "dataset.unreadable-images=skip").exits(0);
    skipped.says("3 images do not decode and are excluded (per client {0=1, 1=2})");

    Files.write(data.picture(4), whole);
    run.run("--data", "data", "--only", "preprocess").exits(3).says("2 of 8 images do not decode");
    // index and client 0, whose picture was repaired; client 1 is unchanged
    assertThat(run.artifacts().units("image-shards")).isEqualTo(3);
    assertThat(run.artifacts().halfWritten()).isEmpty();
  }

  @Test
  void namesAClientWithoutReadablePictures() throws Exception {
    for (int number = 1; number < 8; number += 2) {
      Files.writeString(data.picture(number), "not a picture");
    }

    run.run("--data", "data", "--set", "dataset.unreadable-images=skip")
        .exits(0)
        .says("4 images do not decode and are excluded (per client {1=4}); 4 decode");
    assertThat(run.result("metrics.json")).content().doesNotContain("NaN");
    assertThat(run.artifacts().units("client-updates")).isEqualTo(1);
  }

  @Test
  void namesAFileThatIsNotACheckpoint() throws Exception {
    Files.writeString(folder.resolve("data/weights.pth"), "not a checkpoint");

    run.run("--data", "data", "--set", "model.weights=weights.pth")
        .exits(3)
        .says("weights.pth", "neither a zip archive nor a pickle", "torch.save");
    assertThat(run.artifacts().units()).isZero();
  }

  @Test
  void namesACheckpointOfAnotherNetwork() throws Exception {
    Safetensors.write(
        folder.resolve("data/small.safetensors"),
        new ModelState(
            Map.of(
                "conv1.weight", StoredTensor.of(new float[3], 1, 3, 1, 1),
                "surplus.bias", StoredTensor.of(new float[2], 2))));

    for (String key : List.of("model.weights", "auxiliary.weights")) {
      run.run("--data", "data", "--set", key + "=small.safetensors")
          .exits(3)
          .says("small.safetensors", "does not fit the model in")
          .says("missing layer1.0.conv1.weight [64, 64, 3, 3]", "unexpected surplus.bias [2]")
          .says("shape of conv1.weight: found [1, 3, 1, 1], expected [64, 3, ");
    }
    assertThat(run.artifacts().units()).isZero();
  }

  @Test
  void namesAMissingCheckpoint() throws Exception {
    run.run("--data", "data", "--set", "model.weights=nowhere.pth")
        .exits(3)
        .says("model.weights", "nowhere.pth is missing", "model.weights=seeded");
    assertThat(run.artifacts().halfWritten()).isEmpty();
  }
}
