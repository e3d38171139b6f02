package org.fedmas.tensors.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.GoldenHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {

  private static final StoredTensor TWO = StoredTensor.of(new float[] {1, 2}, 2);

  @TempDir private Path folder;

  @Test
  void theContentDecidesTheFormat() throws IOException {
    ModelState state = new ModelState(Map.of("w", TWO));
    Path safetensors = folder.resolve("named-wrongly.pt");
    Safetensors.write(safetensors, state);
    assertThat(Checkpoint.read(safetensors)).isEqualTo(state);
    Path archive = CheckpointArchive.training(folder.resolve("wrong.safetensors"), state);
    assertThat(Checkpoint.read(archive)).isEqualTo(state);
  }

  @Test
  void damagedSafetensorsAreBadInput() throws IOException {
    Path file = folder.resolve("cut.safetensors");
    Safetensors.write(file, new ModelState(Map.of("w", TWO)));
    byte[] bytes = Files.readAllBytes(file);
    for (int length = 0; length < bytes.length; length++) {
      Files.write(file, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> Checkpoint.read(file))
          .isInstanceOf(MissingInputException.class)
          .hasMessageContaining(file.toString());
    }
  }

  /**
   * Reads every name of the golden ResNet-50, with tensors at most four wide, in the form that MoCo
   * v2 publishes.
   */
  @Test
  void mocoTensorsGetTorchvisionsNames() {
    Map<String, long[]> expected = new LinkedHashMap<>();
    Map<String, StoredTensor> published = new LinkedHashMap<>();
    Map<String, StoredTensor> wanted = new LinkedHashMap<>();
    for (JsonNode entry : Golden.json("state_dicts.json").get("resnet50")) {
      String name = entry.get(0).textValue();
      if (name.startsWith("fc.") || name.endsWith("num_batches_tracked")) {
        continue;
      }
      long[] shape =
          Arrays.stream(Golden.integers(entry.get(1))).mapToLong(d -> Math.min(d, 4)).toArray();
      int size = (int) StoredTensor.elements(shape);
      StoredTensor tensor =
          StoredTensor.of(GoldenHash.symmetric(7, expected.size(), size, 1, 0), shape);
      expected.put(name, shape);
      wanted.put(name, tensor);
      published.put("module.encoder_k." + name, TWO);
      published.put("module.encoder_q." + name, tensor);
    }
    assertThat(expected).hasSizeGreaterThan(200);
    published.put("module.encoder_q.fc.0.weight", TWO);
    published.put("module.encoder_q.fc.2.bias", TWO);
    published.put("module.queue", TWO);
    Path file = CheckpointArchive.training(folder.resolve("m.pth.tar"), new ModelState(published));
    ModelState backbone = CheckpointNames.backbone(Checkpoint.read(file));
    ModelState matched =
        StateDifference.matched(file.toString(), backbone, expected, List.of("fc.*"));
    assertThat(matched).isEqualTo(new ModelState(wanted));
    assertThat(matched.names()).containsExactlyElementsOf(expected.keySet());
  }

  @Test
  void theGoldenMocoFilesGiveTheirQueryEncoder() {
    GoldenCheckpoints.moco()
        .forEach(
            (name, golden) -> {
              Map<String, long[]> expected = new LinkedHashMap<>();
              golden
                  .tensors()
                  .forEach(
                      (full, tensor) -> {
                        String plain = full.replace("module.encoder_q.", "");
                        if (!plain.equals(full) && !plain.startsWith("fc.")) {
                          expected.put(plain, tensor.shape());
                        }
                      });
              ModelState backbone =
                  CheckpointNames.backbone(
                      Checkpoint.read(GoldenCheckpoints.folder().resolve(name)));
              ModelState matched =
                  StateDifference.matched(name, backbone, expected, List.of("fc.*"));
              assertThat(expected).isNotEmpty();
              matched
                  .tensors()
                  .forEach(
                      (plain, tensor) ->
                          assertThat(tensor).isEqualTo(golden.tensor("module.encoder_q." + plain)));
            });
  }

  @Test
  void rejectsHugeExpandedTensors() {
    Map<String, byte[]> records = new LinkedHashMap<>();
    byte[] pickle =
        new PickleText()
            .operations('}')
            .text("w")
            .tensor("0", 1, new int[] {100_000, 1000}, new int[] {0, 0})
            .operations('s')
            .stop();
    records.put("archive/data.pkl", pickle);
    records.put("archive/data/0", new byte[4]);
    Path file = CheckpointArchive.write(folder.resolve("bomb.pt"), records);
    assertThatThrownBy(() -> Checkpoint.read(file))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining("unfold");
  }

  @Test
  void namesContentThatIsNotAStateDict() {
    Map<String, byte[]> scalar =
        Map.of("archive/data.pkl", new PickleText().operations('N').stop());
    refused(scalar, "it holds None, not a state dict");
    Map<String, byte[]> mixed =
        Map.of(
            "archive/data.pkl",
            new PickleText().operations('}').text("epoch").integer(3).operations('s').stop());
    refused(mixed, "its entry \"epoch\" is an integer where a tensor is expected");
    Map<String, byte[]> big = new LinkedHashMap<>(mixed);
    big.put("archive/byteorder", "big".getBytes(StandardCharsets.UTF_8));
    refused(big, "little-endian");
  }

  private void refused(Map<String, byte[]> records, String reason) {
    Path file = CheckpointArchive.write(folder.resolve("other.pt"), records);
    assertThatThrownBy(() -> Checkpoint.read(file))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining(reason);
  }
}
