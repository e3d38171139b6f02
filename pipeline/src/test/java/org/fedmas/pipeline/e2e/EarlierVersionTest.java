package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.fedmas.tables.model.Safetensors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run of version 0.1.0 under this version: {@code run-of-0.1.zip} holds the configuration and the
 * artifacts of two rounds of Fed-MAS on 60 generated pictures. It cannot be made again without
 * version 0.1.0. Its payloads are released but for features, shards and the selected model
 * (resnet56, 3.5 of its 3.9 MB), which export has to find.
 */
@Tag("e2e")
class EarlierVersionTest {

  private static final String RUN = "tiny-fold1-seed0";

  @TempDir Path folder;

  @BeforeEach
  void unpack() throws Exception {
    try (InputStream in = getClass().getResourceAsStream("run-of-0.1.zip");
        ZipInputStream zip = new ZipInputStream(Objects.requireNonNull(in))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = folder.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.copy(zip, file);
        }
      }
    }
  }

  @Test
  void verifyFindsNoDamage() throws Exception {
    assertThat(command("verify", "--artifacts", "artifacts").exits(0).lastLine())
        .contains("56 artifacts", "0 problems");
  }

  @Test
  void statusListsEveryUnit() throws Exception {
    assertThat(onRun("status").exits(0).out()).contains("training", "aggregation", "evaluation");
  }

  @Test
  void reportIsWrittenAgainFromStoredResults() throws Exception {
    Path page = folder.resolve("again.html");

    Outcome outcome = onRun("report", "--out", page.toString(), "--figures", "figures").exits(0);

    assertThat(outcome.out()).contains("charts as SVG and PNG in figures");
    assertThat(Files.readString(page)).contains(RUN, "balanced");
    assertThat(folder.resolve("figures/recall.svg")).isNotEmptyFile();
  }

  @Test
  void exportWritesTheSelectedModel() throws Exception {
    Path file = folder.resolve("model.safetensors");

    assertThat(onRun("export", "--round", "best", "--to", file.toString()).exits(0).out())
        .contains("exported round 2");

    assertThat(Safetensors.read(file).tensors()).containsKey("fc.weight");
  }

  @Test
  void lineageLeadsFromPredictionsToConfigurationKeys() throws Exception {
    assertThat(
            command(
                    "lineage",
                    "show",
                    "artifacts/runs/" + RUN + "/predictions.parquet",
                    "--artifacts",
                    "artifacts")
                .exits(0)
                .out())
        .contains(
            "evaluation/client-0/test", "training/round-2/client-0", "training.learning-rate");
  }

  @Test
  void planNamesStaleUnitsWithReasonAndCost() throws Exception {
    assertThat(onRun("plan").exits(0).out())
        .contains("present  preprocess/index")
        .contains("preprocess/client-0/part-000  (config.image.decoder: exact → not used)")
        .contains("partition  (version: 1 → 2)")
        .contains("features/client-0/part-000  (images preprocess/client-0/part-000")
        .containsPattern("computing the 5\\d stale units again takes about 1\\d s");
  }

  @Test
  void gcReleasesNothingThatTheRunKeeps() throws Exception {
    assertThat(command("gc", "--artifacts", "artifacts").exits(0).lastLine())
        .isEqualTo("gc: 0 artifacts, 0 orphaned files and 0 payloads, 0 bytes deleted");
    assertThat(command("verify", "--artifacts", "artifacts").exits(0).lastLine())
        .contains("56 artifacts");
  }

  @Test
  void resultsAreBundled() throws Exception {
    command("bundle", RUN, "--artifacts", "artifacts", "--to", "run.zip").exits(0);

    assertThat(folder.resolve("run.zip")).isNotEmptyFile();
  }

  @Test
  void theRunIsComputedAgainBesideItsEarlierResults() throws Exception {
    assertThat(onRun("run", "--progress", "plain").exits(0).err()).contains("are moved to");

    assertThat(command("gc", "--artifacts", "artifacts").exits(0).lastLine())
        .startsWith("gc: 0 artifacts, 0 orphaned files");
  }

  private Outcome onRun(String command, String... more) throws Exception {
    String[] words = {command, "--config", "tiny.yaml", "--artifacts", "artifacts"};
    String[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return command(all);
  }

  private Outcome command(String... words) throws Exception {
    return Launcher.in(folder).run(words);
  }
}
