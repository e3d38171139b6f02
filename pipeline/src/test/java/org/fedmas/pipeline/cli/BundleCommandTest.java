package org.fedmas.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.fedmas.pipeline.bundle.RunBundle;
import org.fedmas.results.record.RunFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of bundles, and of commands that open them. */
class BundleCommandTest {

  @TempDir Path folder;

  @BeforeEach
  void writeRuns() throws IOException {
    new ScoredRun("avg", 1, 0, 4).write(folder);
    new ScoredRun("mas", 1, 0, 7).write(folder);
  }

  private Path bundle(String run) throws IOException {
    Path file = folder.resolve(run + ".zip");
    new RunBundle(new RunFolder(run, folder, folder), false, false)
        .write(file, (place, record, page) -> Files.writeString(page, "report"));
    return file;
  }

  private static Path archive(Path file, String... namesAndTexts) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
        zip.write(namesAndTexts[i + 1].getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  @Test
  void equalRunsGiveEqualBytes() throws IOException {
    byte[] first = Files.readAllBytes(bundle("avg"));

    assertThat(Files.readAllBytes(bundle("avg"))).isEqualTo(first);
  }

  @Test
  void compareOpensBundles() throws IOException {
    Said said = Said.by("compare", bundle("avg").toString(), bundle("mas").toString());

    assertThat(said.error()).isEmpty();
    assertThat(said.code()).isZero();
    assertThat(said.out()).startsWith("Comparison of 2 configurations");
  }

  @Test
  void compareOfBundlesHasTheNumbersOfTheRuns() throws IOException {
    Said runs =
        Said.by("compare", "avg", "mas", "--format", "csv", "--artifacts", folder.toString());
    Said bundles =
        Said.by("compare", bundle("avg").toString(), bundle("mas").toString(), "--format", "csv");

    assertThat(bundles.out()).isEqualTo(runs.out());
  }

  @Test
  void verifyChecksABundle() throws IOException {
    Said said = Said.by("verify", bundle("avg").toString());

    assertThat(said.code()).isZero();
    assertThat(said.out()).contains("0 problems");
  }

  @Test
  void aChangedByteIsFound() throws IOException {
    Path file = bundle("avg");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    assertThat(Said.by("verify", file.toString()).code()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil.txt", "/etc/evil", "a/../../evil"})
  void anEntryOutsideOfTheFolderIsRefused(String name) throws IOException {
    String table =
        """
        {"format": 1, "run": "r", "image_ids": false,
         "files": [{"name": "%s", "size": 1, "sha256": "sha256:00"}]}"""
            .formatted(name);
    Path file = archive(folder.resolve("evil.zip"), "bundle.json", table, name, "x");

    Said said = Said.by("verify", file.toString());

    assertThat(said.code()).isEqualTo(4);
    assertThat(said.error()).contains("found an entry outside of the run's folder");
  }

  @Test
  void anotherArchiveIsRefused() throws IOException {
    Path file = archive(folder.resolve("other.zip"), "readme.txt", "hello");

    assertThat(Said.by("verify", file.toString()).error())
        .contains("other.zip: found no usable bundle.json");
  }

  @Test
  void aFileThatIsNotAnArchiveIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("text.zip"), "hello");

    Said said = Said.by("predict", file.toString(), folder.toString(), "--to", "p.csv");

    assertThat(said.code()).isEqualTo(4);
    assertThat(said.errorLines()).hasSize(1);
  }

  @Test
  void aMissingRunIsNamed() {
    Said said = Said.by("bundle", "none", "--to", "none.zip", "--artifacts", folder.toString());

    assertThat(said.code()).isEqualTo(3);
    assertThat(said.error()).contains("run none not found in ");
  }

  @Test
  void imageNamesStayAtHome() throws IOException {
    bundle("avg");
    try (var open = org.fedmas.pipeline.bundle.OpenBundle.of(folder.resolve("avg.zip"))) {
      assertThat(
              org.fedmas.tables.prediction.GroupedPredictionTable.read(
                      open.folder().resolve("predictions.parquet"))
                  .toString())
          .doesNotContain("fold-1-image");
      assertThat(List.of(Files.readString(open.folder().resolve("run.json"))))
          .noneMatch(text -> text.contains(folder.toString()));
    }
  }
}
