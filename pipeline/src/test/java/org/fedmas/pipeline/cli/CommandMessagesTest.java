package org.fedmas.pipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of exit codes and messages of commands on a store without runs. */
class CommandMessagesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run --lock-wait soon | --lock-wait soon: expected seconds or forever",
        "run --progress loud | --progress loud: expected auto, plain or none",
        "plan --run .. | --run ..: expected letters, digits, dots, dashes and underscores",
        "plan --set rounds | rounds",
        "plan --set training.terms=alignment,proximal | error: 1 problem in the configuration",
        "plan --set image.size=4 | error: 1 problem in the configuration",
        "plan --set seed=-1 | error: 1 problem in the configuration",
        "plan --fold 0 | error: 1 problem in the configuration",
        "plan --rounds 0 | error: 1 problem in the configuration",
        "plan --set training.loss=bms | error: 1 problem in the configuration",
        "status --run a\ufffd | which is not text in",
        "report --data d\ufffd | which is not text in",
        "plan --config none.yaml | --config none.yaml: the file does not exist",
        "status --format xml | --format xml: expected text or json",
        "verify --workers 0 | --workers 0: expected at least 1",
        "gc --keep-runs=-1 | --keep-runs -1: expected 0 or more",
        "gc --run a --keep-runs 1 | omit --run and --config",
        "lineage graph | lineage graph: expected TARGET, --run NAME or --config F",
        "lineage graph --run a --format png | --format png: expected mermaid or svg",
        "export --round best --to model.txt | ends in .safetensors, .pth or .pth.tar",
        "export --round first --to model.pth | --round first: expected best, last, pretrained or a number",
        "export --round best | --to",
        "export --round best --half --to m.safetensors | --half: found --round best, expected --round pretrained",
        "track a | --tensorboard",
        "track --tensorboard | track: found no run, expected RUN, --run NAME or --config F",
        "track a --tensorboard --mlflow http://localhost | mutually exclusive",
        "track a --mlflow folder | --mlflow folder: expected the address of a tracking server",
        "track a --mlflow file:/tmp | --mlflow file:/tmp: expected the address",
        "track a --mlflow http://u:p@localhost | MLFLOW_TRACKING_USERNAME",
        "track a --mlflow http://local%host | --mlflow http://local%host: not an address",
        "track .. --tensorboard | --run ..: expected letters, digits",
        "features probe --format xml | --format xml: expected text or json",
        "features probe --set auxiliary.statistics=client-adapted | expected one for all clients",
        "features probe --set training.terms=[] --set aggregation.rule=avg | found no feature tables",
        "checkpoint | expected the command inspect and a file",
      })
  void unusableOptionsEndWith2(String words, String message) {
    Said said = fedmas(words);
    assertThat(said.error()).contains(message);
    assertThat(said.code()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-16, text in UTF-16",
    "UTF-16LE, text in UTF-16",
    "ISO-8859-1, probably Latin-1",
    "GBK, probably GBK"
  })
  void aConfigurationInAnotherEncodingNamesIt(String encoding, String name) throws Exception {
    Path config =
        Files.writeString(
            folder.resolve("c.yaml"),
            "rounds: 1 # é 恶性\n".replace(encoding.startsWith("I") ? "恶性" : "é", ""),
            Charset.forName(encoding));
    Said said = fedmas("plan --config " + config);
    assertThat(said.error()).contains("--config " + config + ": found ", name, "save it as UTF-8");
    assertThat(said.code()).isEqualTo(2);
  }

  @Test
  void aFolderIsNotAConfiguration() {
    assertThat(fedmas("plan --config " + folder).error())
        .contains("--config " + folder + ": found a folder, expected a text file");
  }

  @ParameterizedTest
  @CsvSource({
    "report --run none",
    "track none --tensorboard",
    "gc --run none",
    "verify --run none",
    "lineage graph --run none",
    "lineage diff none other",
    "export --run none --round best --to model.pth"
  })
  void aMissingRunEndsWith3(String words) {
    Said said = fedmas(words);
    assertThat(said.error()).contains("run none not found in ").contains(folder.toString());
    assertThat(said.code()).isEqualTo(3);
  }

  @Test
  void aProbeNamesTheCommandThatComputesFeatures() {
    Said said = fedmas("features probe --run none");
    assertThat(said.error()).contains("compute them with: ").contains(" --until features");
    assertThat(said.code()).isEqualTo(3);
  }

  @Test
  void anExistingTargetIsNotOverwritten() throws Exception {
    Path target = Files.writeString(folder.resolve("model.pth"), "mine");
    Said said = fedmas("export --round 1 --to " + target);
    assertThat(said.error()).contains("exists already", "--force");
    assertThat(target).hasContent("mine");
  }

  @Test
  void anExportNamesTheCommandThatComputesTheModel() {
    assertThat(fedmas("export --run none --round best --to model.pth").error())
        .contains("compute it with: ")
        .contains(" run ")
        .contains("--run none");
  }

  @Test
  void verifyOfAnEmptyStoreFindsNoProblems() {
    assertThat(fedmas("verify").out()).startsWith("verify: 0 artifacts, 0 bytes, 0 problems, ");
  }

  @Test
  void gcOfAnEmptyStoreDeletesNothing() {
    assertThat(fedmas("gc").out().strip())
        .isEqualTo("gc: 0 artifacts, 0 orphaned files and 0 payloads, 0 bytes deleted");
  }

  @Test
  void everyStateHasItsColumnInTheStatus() {
    assertThat(fedmas("status").out()).contains("present", "released", "missing", "stale");
  }

  @Test
  void lineageNeedsALocalFolder() {
    Said said = Said.by("lineage", "graph", "--run", "a", "--artifacts", "s3://bucket/folder");
    assertThat(said.error()).contains("lineage needs a local folder", "docs/artifacts.md");
    assertThat(said.code()).isEqualTo(2);
  }

  private Said fedmas(String words) {
    List<String> all = new ArrayList<>(List.of(words.split(" ")));
    if (!words.equals("checkpoint")) {
      all.addAll(List.of("--artifacts", folder.toString()));
    }
    return Said.by(all.toArray(String[]::new));
  }
}
