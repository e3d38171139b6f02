package org.fedmas.pipeline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
            Launcher.in(folder).run("checkpoint", "inspect", "tiny.safetensors").exits(0).lastLine())
        .isEqualTo("fits: resnet8");
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
