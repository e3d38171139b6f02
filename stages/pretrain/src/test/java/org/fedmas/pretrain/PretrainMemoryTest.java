package org.fedmas.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.UnitProgress;
import org.fedmas.tables.partition.Part;
import org.fedmas.testkit.TinyClient;
import org.fedmas.testkit.UnitContexts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A long pretraining takes no more memory than a short one. */
@Tag("soak")
class PretrainMemoryTest {

  private static final int EPOCHS = 120;

  @TempDir Path folder;

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
  void memoryIsFlatOverEpochs() throws Exception {
    TinyClient client = TinyClient.write(folder, 2, Part.TRAIN, 0, 1, 0, 1, 0, 1, 0, 1, 0);
    List<Long> resident = new ArrayList<>();
    UnitProgress measured =
        (done, total) -> {
          if (done % (total / 6) == 0) {
            resident.add(residentKilobytes());
          }
        };
    PretrainStage stage = new PretrainStage();
    UnitKey key = UnitKey.of(StageName.PRETRAIN);
    UnitContexts.of(key, folder)
        .config(
            """
            pretrain: {backbone: resnet8, images: pooled, batch-size: 4, groups: 2, epochs: %s}
            """
                .formatted(EPOCHS),
            reader -> stage.settings(stage.kind(key), reader))
        .input(PretrainStage.PARTITION, client.partition())
        .input(PretrainStage.IMAGES, client.shard())
        .progress(measured)
        .computedBy(stage);
    assertThat(resident).hasSize(6);
    // a leak of one set of gradients in each step would be a gigabyte
    assertThat(resident.get(5) - resident.get(1)).isLessThan(64 * 1024);
  }

  private static long residentKilobytes() {
    System.gc();
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
