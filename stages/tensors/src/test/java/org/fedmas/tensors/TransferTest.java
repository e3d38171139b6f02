package org.fedmas.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.tables.model.StoredTensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransferTest {

  private final NDManager manager = TensorEngine.newManager(ComputeDevice.CPU);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void everyShapeIsReadBack() {
    RandomStream random = RandomKey.of(2).stream();
    for (int i = 0; i < 50; i++) {
      long[] shape = new long[random.below(5)];
      for (int d = 0; d < shape.length; d++) {
        shape[d] = 1 + random.below(6);
      }
      float[] values = new float[(int) StoredTensor.elements(shape)];
      for (int v = 0; v < values.length; v++) {
        values[v] = (float) random.normal();
      }
      StoredTensor tensor = StoredTensor.of(values, shape);
      for (DataType type : new DataType[] {DataType.FLOAT32, DataType.FLOAT64}) {
        try (NDArray array = Transfer.upload(manager, tensor, type)) {
          assertThat(array.getShape().getShape()).isEqualTo(shape);
          assertThat(array.getDataType()).isEqualTo(type);
          assertThat(Transfer.download(array)).isEqualTo(tensor);
        }
      }
    }
  }

  @Test
  void imagesKeepTheirPixels() {
    float[] pixels = new float[2 * 3 * 4 * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = i;
    }
    NDArray images = Transfer.images(manager, pixels, 2, 3, 4, 3);
    assertThat(images.getShape().getShape()).containsExactly(2, 3, 3, 4);
    float[] rowMajor = Transfer.floats(images);
    for (int n = 0; n < 2; n++) {
      for (int c = 0; c < 3; c++) {
        for (int y = 0; y < 3; y++) {
          for (int x = 0; x < 4; x++) {
            float expected = pixels[((n * 3 + y) * 4 + x) * 3 + c];
            assertThat(rowMajor[((n * 3 + c) * 3 + y) * 4 + x]).isEqualTo(expected);
          }
        }
      }
    }
  }

  @Test
  void rejectsOtherTypes() {
    StoredTensor count = StoredTensor.of(new long[] {3});
    assertThatThrownBy(() -> Transfer.upload(manager, count, DataType.FLOAT32))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("I64");
  }
}
