package org.fedmas.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.fedmas.tables.model.StoredTensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemoryViewTest {

  private static final float[] VALUES = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};

  private final NDManager root = TensorEngine.newManager(ComputeDevice.CPU);

  @AfterEach
  void close() {
    root.close();
  }

  @Test
  void writesReachTheArray() {
    NDArray array = Transfer.upload(root, StoredTensor.of(VALUES, 1, 3, 2, 2), DataType.FLOAT32);
    MemoryView.of(array).put(1, -7);
    float[] expected = VALUES.clone();
    // the second number in memory is the second channel's first
    expected[4] = -7;
    assertThat(Transfer.floats(array)).isEqualTo(expected);
  }

  @Test
  void zerosAreStoredLikeUploadedTensors() {
    NDArray zeros = Transfer.zeros(root, new Shape(1, 3, 2, 2), DataType.FLOAT32);
    MemoryView.of(zeros).put(VALUES);
    assertThat(Transfer.floats(zeros)).containsExactly(0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11);
  }

  @Test
  void anotherMemoryOrderIsReadOnly() {
    NDArray channelsFirst = root.create(VALUES, new Shape(1, 3, 2, 2));
    assertThat(MemoryView.reading(channelsFirst).get(1)).isEqualTo(4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MemoryView.of(channelsFirst))
        .withMessageContaining("(1, 3, 2, 2)");
    assertThat(Transfer.floats(channelsFirst)).isEqualTo(VALUES);
  }

  @Test
  void readingDoesNotChangeTheArray() {
    for (float value : new float[] {1, 2, Float.NaN}) {
      NDArray array = Transfer.matrix(root, new float[] {value, 5}, 1, 2);
      MemoryView.of(array);
      assertThat(Transfer.floats(array)).containsExactly(value, 5);
    }
  }
}
