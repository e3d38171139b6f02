package org.fedmas.tensors.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.testkit.Mutations;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checkpoints of the three formats with random damage: each is read or refused, and nothing else
 * happens.
 */
class CheckpointMutationTest {

  private static final int SOME = 300;
  private static final long MOST_BYTES = 64L << 20;

  @TempDir private Path folder;
  private final Map<String, byte[]> seeds = new TreeMap<>();

  @BeforeEach
  void readCheckpoints() throws IOException {
    for (String name : GoldenCheckpoints.good().keySet()) {
      seeds.put(name, Files.readAllBytes(GoldenCheckpoints.folder().resolve(name)));
    }
    Path file = folder.resolve("seed.safetensors");
    Safetensors.write(
        file,
        new ModelState(
            Map.of(
                "layer.weight", StoredTensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3),
                "layer.bias", StoredTensor.of(new float[] {1, 2}, 2))));
    seeds.put("seed.safetensors", Files.readAllBytes(file));
  }

  @Test
  void someMutationsAreReadOrRefused() {
    Mutations.ofBytes(seeds, MOST_BYTES).check(SOME, 8, this::reads);
  }

  @Test
  @Tag("e2e")
  @Tag("soak")
  void manyMutationsAreReadOrRefused() {
    Mutations.ofBytes(seeds, MOST_BYTES).check(Mutations.many(), 9, this::reads);
  }

  private boolean reads(String name, byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("mutated"), bytes);
    try {
      Checkpoint.contents(file);
      return !Checkpoint.read(file).tensors().isEmpty();
    } catch (MissingInputException e) {
      assertThat(e.getMessage()).contains("mutated").doesNotContain("Exception");
      return false;
    }
  }
}
