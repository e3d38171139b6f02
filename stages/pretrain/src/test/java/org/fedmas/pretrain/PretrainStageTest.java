package org.fedmas.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fedmas.contract.CheckpointInterval;
import org.fedmas.contract.Digest;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitCheckpoint;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.UnitProgress;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.InterruptedRunException;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.summary.PretrainSummary;
import org.fedmas.tensors.contrast.KeyQueue;
import org.fedmas.testkit.TinyClient;
import org.fedmas.testkit.UnitContexts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainStageTest {

  private static final String SMALL =
      """
      pretrain: {backbone: resnet8, batch-size: 4, groups: 2, dimension: 8, %s}
      """;
  private static final UnitKey ALONE = UnitKey.of(StageName.PRETRAIN);
  private static final PretrainStage STAGE = new PretrainStage();

  @TempDir Path folder;
  private TinyClient client;

  @BeforeEach
  void writeTheClient() throws IOException {
    client = TinyClient.write(folder, 2, Part.TRAIN, 0, 1, 0, 1, 0, 1, 0, 1, 0);
  }

  private UnitContexts unit(UnitKey key, String keys) {
    return UnitContexts.of(key, folder)
        .config(SMALL.formatted(keys), reader -> STAGE.settings(STAGE.kind(key), reader))
        .input(PretrainStage.PARTITION, client.partition())
        .input(PretrainStage.IMAGES, client.shard());
  }

  private UnitContexts alone() {
    return unit(ALONE, "images: pooled, epochs: 2");
  }

  private static List<String> files(Path artifact) throws IOException {
    try (Stream<Path> files = Files.list(artifact)) {
      return files
          .sorted(Comparator.comparing(Path::toString))
          .map(file -> file.getFileName() + " " + digest(file))
          .toList();
    }
  }

  private static Digest digest(Path file) {
    try {
      return Digest.of(List.of(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A storage that keeps the newest checkpoint in a file. */
  private final class Kept implements UnitCheckpoint {
    private final CheckpointInterval interval;
    private final List<Path> files = new ArrayList<>();

    Kept(CheckpointInterval interval) {
      this.interval = interval;
    }

    @Override
    public CheckpointInterval interval() {
      return interval;
    }

    @Override
    public List<Path> saved() {
      return List.copyOf(files);
    }

    @Override
    public void save(long position, Filling filling) {
      try {
        Path file = folder.resolve("checkpoint-" + position);
        filling.fill(file);
        files.clear();
        files.add(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void log(String text) {}
  }

  @Test
  void anInterruptedUnitEndsInTheSameBytes() throws Exception {
    Path whole = alone().computedBy(STAGE);
    Kept kept = new Kept(new CheckpointInterval(false, 1));
    endsAfterThreeSteps(alone().checkpoint(kept), new InterruptedRunException("stopped"));
    assertThat(kept.saved()).hasSize(1);
    assertThat(files(alone().checkpoint(kept).computedBy(STAGE))).isEqualTo(files(whole));
    PretrainSummary summary = PretrainSummary.read(whole);
    assertThat(summary.images()).isEqualTo(9);
    assertThat(summary.queue()).isEqualTo(4);
    assertThat(summary.momentum()).isEqualTo(0.99);
    assertThat(summary.epochs()).hasSize(2);
    assertThat(summary.epochs().get(1).learningRate())
        .isEqualTo(summary.epochs().get(0).learningRate() / 2);
    assertThat(Safetensors.read(whole.resolve(ModelFiles.QUEUE)).tensor("queue_ptr").longs())
        .containsExactly(0);
  }

  private void endsAfterThreeSteps(UnitContexts unit, RuntimeException end) {
    UnitProgress progress =
        (done, total) -> {
          if (done >= 12) {
            throw end;
          }
        };
    assertThatExceptionOfType(end.getClass())
        .isThrownBy(() -> unit.progress(progress).computedBy(STAGE));
  }

  @Test
  void aStoppedUnitKeepsItsLastStepWithoutAnInterval() throws Exception {
    Kept kept = new Kept(CheckpointInterval.OFF);
    endsAfterThreeSteps(alone().checkpoint(kept), new InterruptedRunException("stopped"));
    assertThat(kept.saved()).containsExactly(folder.resolve("checkpoint-3"));
    assertThat(files(alone().checkpoint(kept).computedBy(STAGE)))
        .isEqualTo(files(alone().computedBy(STAGE)));
  }

  @Test
  void aKilledUnitKeepsItsLastEpochWithoutAnInterval() throws Exception {
    Kept kept = new Kept(CheckpointInterval.OFF);
    endsAfterThreeSteps(alone().checkpoint(kept), new IllegalStateException("killed"));
    assertThat(kept.saved()).containsExactly(folder.resolve("checkpoint-2"));
    assertThat(files(alone().checkpoint(kept).computedBy(STAGE)))
        .isEqualTo(files(alone().computedBy(STAGE)));
  }

  @Test
  void aSecondRoundContinuesFromTheAverage() throws Exception {
    String federated = "rounds: 2, local-epochs: 1";
    UnitKey first = UnitKey.of(StageName.PRETRAIN, new Round(1), TinyClient.ID);
    UnitKey second = UnitKey.of(StageName.PRETRAIN, new Round(2), TinyClient.ID);
    UnitKey average = UnitKey.of(StageName.PRETRAIN, new Round(1));
    Path update = unit(first, federated).computedBy(STAGE);
    Path mean = unit(average, federated).input(PretrainStage.CLIENTS, update).computedBy(STAGE);
    assertThat(Safetensors.read(mean.resolve(ModelFiles.MODEL)))
        .isEqualTo(Safetensors.read(update.resolve(ModelFiles.MODEL)));
    Path next =
        unit(second, federated)
            .input(PretrainStage.NETWORK, mean)
            .input(PretrainStage.PREVIOUS, update)
            .computedBy(STAGE);
    assertThat(Safetensors.read(next.resolve(ModelFiles.OPTIMIZER)).tensor("step").longs())
        .containsExactly(4);
    assertThat(PretrainSummary.read(next).epochs()).hasSize(1);
  }

  private UnitContexts secondRound(String policy, Path update, Path mean) {
    UnitKey second = UnitKey.of(StageName.PRETRAIN, new Round(2), TinyClient.ID);
    return unit(second, "rounds: 2, local-epochs: 2, queue-policy: " + policy)
        .input(PretrainStage.NETWORK, mean)
        .input(PretrainStage.PREVIOUS, update);
  }

  @Test
  void aRefilledQueueDoesNotDependOnTheRoundBefore() throws Exception {
    String federated = "rounds: 2, local-epochs: 2, queue-policy: refill";
    UnitKey first = UnitKey.of(StageName.PRETRAIN, new Round(1), TinyClient.ID);
    Path update = unit(first, federated).computedBy(STAGE);
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.copy(update.resolve(ModelFiles.OPTIMIZER), other.resolve(ModelFiles.OPTIMIZER));
    ModelState queue = Safetensors.read(update.resolve(ModelFiles.QUEUE));
    Map<String, StoredTensor> keys = new LinkedHashMap<>(queue.tensors());
    keys.put("queue", KeyQueue.drawn(8, 4, RandomKey.of(1).stream()));
    Safetensors.write(other.resolve(ModelFiles.QUEUE), new ModelState(keys));

    Path refilled = secondRound("refill", update, update).computedBy(STAGE);
    assertThat(files(secondRound("refill", other, update).computedBy(STAGE)))
        .isEqualTo(files(refilled));
    assertThat(files(secondRound("keep", other, update).computedBy(STAGE)))
        .isNotEqualTo(files(secondRound("keep", update, update).computedBy(STAGE)));
    Kept kept = new Kept(CheckpointInterval.OFF);
    endsAfterThreeSteps(
        secondRound("refill", update, update).checkpoint(kept),
        new IllegalStateException("killed"));
    assertThat(files(secondRound("refill", other, update).checkpoint(kept).computedBy(STAGE)))
        .isEqualTo(files(refilled));
  }

  @Test
  void tooFewImagesAreRefused() {
    UnitContexts few =
        UnitContexts.of(ALONE, folder)
            .config(
                "pretrain: {backbone: resnet8, images: pooled, batch-size: 16, groups: 8}",
                reader -> STAGE.settings(STAGE.kind(ALONE), reader))
            .input(PretrainStage.PARTITION, client.partition())
            .input(PretrainStage.IMAGES, client.shard());
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> few.computedBy(STAGE))
        .withMessageContaining("found 9 training images, expected at least 16");
  }
}
