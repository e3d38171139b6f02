package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fedmas.pipeline.e2e.Launcher.Started;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.remote.HadoopFileSystem;
import org.fedmas.store.remote.MiniHdfs;
import org.fedmas.store.remote.RemoteFile;
import org.fedmas.store.remote.RemoteFileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of the command line with artifacts on a real HDFS, from machines that share nothing else.
 */
@ExtendWith(ReferenceRun.class)
class RemoteArtifactsTest {

  private static MiniHdfs hdfs;
  private static String address;

  @TempDir static Path disks;
  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException {
    hdfs = MiniHdfs.start(disks.resolve("hdfs"));
    address = hdfs.address("lab/artifacts");
  }

  @AfterAll
  static void stop() {
    hdfs.close();
  }

  @Test
  @Tag("soak")
  void aRunKilledAndResumedElsewhereHasTheSameContents(ReferenceRun.Done done) throws Exception {
    Files.writeString(folder.resolve("tiny.yaml"), TinyRun.CONFIG);
    Started killed = machine("one").startGroup(words("run"));
    killed.await(() -> manifests() >= 12);
    killed.killGroup();
    killed.end(Duration.ofSeconds(20));
    int kept = manifests();
    assertThat(kept).isLessThan(done.units());

    machine("two").run(words("run")).did(done.units() - kept, kept);

    String status = machine("three").run(words("status", "--format", "json")).exits(0).out();
    assertThat(Status.parse(status).contents()).isEqualTo(done.status().contents());
    assertThat(names("runs/tiny"))
        .containsExactly(
            "clients.csv",
            "config.yaml",
            "metrics.json",
            "predictions.parquet",
            "report.html",
            "rounds.csv",
            "run.json");
    assertThat(machine("five").run(words("report")).exits(0).out())
        .contains("report: " + address + "/runs/tiny/report.html");
    machine("six").run(words("export", "--round", "best", "--to", "far.safetensors")).exits(0);
    done.run().command("export", "--round", "best", "--to", "near.safetensors", "--force").exits(0);
    assertThat(folder.resolve("far.safetensors"))
        .hasSameBinaryContentAs(done.run().folder().resolve("near.safetensors"));

    damageAndRepair(done);
  }

  private void damageAndRepair(ReferenceRun.Done done) throws Exception {
    RemoteFileSystem remote = new HadoopFileSystem(address, DurableFiles.local());
    String file =
        names("global-models").stream()
            .filter(name -> name.matches("[0-9a-f]{64}/model.safetensors"))
            .findFirst()
            .orElseThrow();
    byte[] bytes = remote.read("global-models/" + file).orElseThrow();
    bytes[bytes.length / 2] ^= 1;
    remote.put("global-models/" + file, bytes);
    machine("four")
        .run("verify", "--artifacts", address)
        .exits(4)
        .says(address + "/global-models/" + file + ": found sha256:");
    machine("four").run("verify", "--repair", "--artifacts", address).exits(0);
    machine("four").run(words("run")).did(1, done.units() - 1);
    assertThat(machine("four").run("verify", "--artifacts", address).exits(0).lastLine())
        .matches("verify: " + done.units() + " artifacts, \\d+ bytes, 0 problems, .*");
    // the folder set aside, and unfinished uploads of the killed start
    assertThat(names("")).anyMatch(name -> name.contains("/.aside-"));
    machine("four").run("gc", "--artifacts", address).exits(0);
    assertThat(names("")).noneMatch(name -> name.contains("/.aside-") || name.contains("/.tmp-"));
  }

  @Test
  @Tag("e2e")
  void commandsForLocalFoldersRefuseAddresses() throws Exception {
    for (String[] command : new String[][] {{"gc", "--keep-runs", "1"}, {"lineage", "show", "x"}}) {
      List<String> words = new ArrayList<>(List.of(command));
      words.addAll(List.of("--artifacts", address));
      machine("one")
          .run(words.toArray(String[]::new))
          .exits(2)
          .says("--artifacts " + address, "needs a local folder");
    }
    machine("one")
        .run("plan", "--artifacts", "ftp://host/folder")
        .exits(2)
        .says("--artifacts ftp://host/folder: found no file system for ftp://");
    machine("one")
        .run("plan", "--artifacts", "hdfs://host:1")
        .exits(2)
        .says("--artifacts hdfs://host:1: it does not name a folder; expected a folder, hdfs://");
    machine("one")
        .run("verify", "--artifacts", "hdfs://localhost:1/folder")
        .exits(3)
        .says("--artifacts hdfs://localhost:1/folder: cannot be reached");
  }

  /** Returns the checkout's launcher with its own cache. */
  private Launcher machine(String name) throws IOException {
    Path cache = Files.createDirectories(folder.resolve("cache-" + name));
    return new Launcher(
        Launcher.root().resolve("pipeline/fedmas"),
        folder,
        Map.of("FEDMAS_CACHE", cache.toString()));
  }

  private static String[] words(String command, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(command, "--config", "tiny.yaml", "--artifacts", address, "--run", "tiny"));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private static int manifests() throws IOException {
    return (int)
        names("").stream()
            .filter(name -> name.matches("[a-z-]+/[0-9a-f]{64}/manifest.json"))
            .count();
  }

  private static List<String> names(String folder) throws IOException {
    return new HadoopFileSystem(
            folder.isEmpty() ? address : address + "/" + folder, DurableFiles.local())
        .list(".").stream().map(RemoteFile::name).toList();
  }
}
