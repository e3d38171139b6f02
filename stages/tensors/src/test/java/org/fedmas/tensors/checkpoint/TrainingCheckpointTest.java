package org.fedmas.tensors.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingCheckpointTest {

  @TempDir Path folder;

  @Test
  void aTrainingCheckpointIsReadBack() throws Exception {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    tensors.put("module.queue", StoredTensor.of(new float[] {1, 2, 3, 4}, 2, 2));
    tensors.put("module.queue_ptr", StoredTensor.of(new long[] {1}, 1));
    tensors.put("module.encoder_q.fc.0.bias", StoredTensor.of(new float[] {5, 6}, 2));
    ModelState state = new ModelState(tensors);
    Path file = folder.resolve("made.pth.tar");
    PytorchStateDict.writeTraining(file, state, 3, Map.of("arch", "resnet8"));
    assertThat(Checkpoint.read(file)).isEqualTo(state);
    assertThat(Checkpoint.read(file).names()).containsExactlyElementsOf(tensors.keySet());
    assertThat(CheckpointNames.backbone(Checkpoint.read(file)).names())
        .containsExactly("fc.0.bias");
    assertThat(Checkpoint.contents(file).nesting()).isEqualTo("state_dict");
    assertThat(Checkpoint.contents(file).beside()).containsKeys("epoch", "arch", "optimizer");
    assertThat(Checkpoint.contents(file).texts()).containsEntry("arch", "resnet8");
  }
}
