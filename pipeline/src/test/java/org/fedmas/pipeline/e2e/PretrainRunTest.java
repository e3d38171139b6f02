package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fedmas.pipeline.e2e.Launcher.Started;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of runs that pretrain their auxiliary network. */
class PretrainRunTest {

  private static final String CONFIG =
      TinyRun.CONFIG.replace(
              "network: imagenet-resnet18\n  weights: seeded", "network: moco-v2-resnet8")
          + "pretrain: {batch-size: 8, groups: 2, dimension: 16, rounds: 2, local-epochs: 1}\n";

  @TempDir Path folder;

  @Test
  @Tag("e2e")
  void aKilledPretrainingResumesAndIsExported() throws Exception {
    TinyRun run = TinyRun.in(folder, CONFIG);
    Started started = run.start("--until", "pretrain");
    started.awaitUnits(run.artifacts(), 12);
    started.signal("KILL");
    started.end(Duration.ofSeconds(20)).exits(137);
    assertThat(run.run("--until", "pretrain").exits(0).lastLine()).startsWith("done: ");
    run.command("export", "--round", "pretrained", "--to", "tiny.pth.tar").exits(0);
    long whole = Files.size(folder.resolve("tiny.pth.tar"));
    run.command("export", "--round", "pretrained", "--half", "--to", "tiny.safetensors").exits(0);
    assertThat(Files.size(folder.resolve("tiny.safetensors"))).isLessThan(whole / 3);
    assertThat(
            Launcher.in(folder)
                .run("checkpoint", "inspect", "tiny.safetensors")
                .exits(0)
                .lastLine())
        .isEqualTo("fits: resnet8");
  }

  private String command(String[] options, String... words) throws Exception {
    String[] all = Stream.of(words, options).flatMap(Stream::of).toArray(String[]::new);
    return Launcher.in(folder).run(all).exits(0).out();
  }

  /** Returns the contents of the units that are present, of which pretraining has some. */
  private static Map<String, String> present(TinyRun run) throws Exception {
    Map<String, String> contents = new TreeMap<>();
    for (Status.Row row : run.status().rows()) {
      if (row.state().equals("present")) {
        contents.put(row.unit(), row.content());
      }
    }
    assertThat(contents.keySet()).anyMatch(unit -> unit.startsWith("pretrain"));
    return contents;
  }

  @Test
  @Tag("soak")
  void runnersAndWorkersGiveTheSameBytes() throws Exception {
    TinyRun direct = TinyRun.in(folder.resolve("direct"), CONFIG);
    direct.run("--until", "features", "--workers", "1").exits(0);
    Map<String, String> contents = present(direct);
    TinyRun flink = TinyRun.in(folder.resolve("flink"), CONFIG);
    flink.run("--until", "features", "--workers", "2", "--", "--runner=FlinkRunner").exits(0);
    assertThat(Files.readString(flink.result("run.json"))).contains("FlinkRunner");
    assertThat(present(flink)).isEqualTo(contents);
    TinyRun four = TinyRun.in(folder.resolve("four"), CONFIG);
    four.run("--until", "features", "--workers", "4").exits(0);
    assertThat(present(four)).isEqualTo(contents);
  }

  @Test
  @Tag("soak")
  void aStoppedPretrainingResumesWithinItsUnit() throws Exception {
    String pooled = CONFIG.replace("rounds: 2, local-epochs: 1}", "images: pooled, epochs: 30}");
    TinyRun whole = TinyRun.in(folder.resolve("whole"), pooled);
    whole.run("--until", "pretrain").exits(0);
    TinyRun stopped = TinyRun.in(folder.resolve("stopped"), pooled);
    Started started = stopped.start("--until", "pretrain", "--progress", "plain");
    started.awaitError("epoch 3 of 30");
    started.signal("TERM");
    started.end(Duration.ofSeconds(30)).exits(143);
    stopped.run("--until", "pretrain", "--progress", "plain").exits(0).says("resumed after step ");
    assertThat(present(stopped)).isEqualTo(present(whole));
  }

  @Test
  @Tag("soak")
  void theShippedPriorServesARunWithoutDataFolder() throws Exception {
    TinyRun run =
        TinyRun.in(
            folder,
            TinyRun.CONFIG.replace(
                "network: imagenet-resnet18\n  weights: seeded",
                "network: moco-v2-resnet20\n  weights: sample"));
    run.run().exits(0).says("sample was pretrained with", "dataset.images 120");
    assertThat(run.run().exits(0).lastLine()).startsWith("done: 0 units run");
    assertThat(run.result("report.html")).content().contains("moco-v2-resnet20");
    String[] options = {"--config", "tiny.yaml", "--artifacts", "artifacts", "--run", "tiny"};
    assertThat(command(options, "features", "probe")).contains("moco-v2-resnet20");
    assertThat(command(options, "lineage", "show", "features/client-0/part-000"))
        .contains("raw auxiliary-weights: sha256:");
  }

  @Test
  @Tag("soak")
  void aWholeRunReadsTheNetworkThatItPretrained() throws Exception {
    TinyRun run = TinyRun.in(folder.resolve("whole"), CONFIG);
    run.run().exits(0);
    assertThat(run.run().exits(0).lastLine()).startsWith("done: 0 units run");
    TinyRun pooled =
        TinyRun.in(
            folder.resolve("pooled"),
            CONFIG.replace("rounds: 2, local-epochs: 1}", "images: pooled, epochs: 2}"));
    pooled.run().exits(0);
    pooled.command("export", "--round", "pretrained", "--to", "tiny.pth.tar").exits(0);
    TinyRun from =
        TinyRun.in(
            folder.resolve("from"),
            CONFIG
                .replace("network: moco-v2-resnet8", "network: moco-v2-resnet8\n  weights: FILE")
                .replace("FILE", folder.resolve("pooled/tiny.pth.tar").toString())
                .replaceAll("pretrain: .*\n", ""));
    from.run().exits(0);
  }
}
