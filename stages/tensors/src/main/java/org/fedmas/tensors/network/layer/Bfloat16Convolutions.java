package org.fedmas.tensors.network.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.checkpoint.ScriptArchive;
import org.jspecify.annotations.Nullable;

/**
 * Convolutions whose factors are rounded to bfloat16, forward and backward. Products are summed in
 * float32; each result is rounded to bfloat16 once and returned as float32, to which a bias is
 * added. The engine's Java side has no such type, so TorchScript computes them.
 *
 * <p>Small maps are computed as a product of matrices, since the engine's kernels for convolutions
 * read all weights again for each image.
 */
final class Bfloat16Convolutions {

  /** The most positions of an output map for which the product of matrices is faster. */
  private static final long SMALL_MAP = 9;

  /** The number of the element type in TorchScript. */
  private static final int BFLOAT16 = 15;

  private static final int FLOAT32 = 6;

  /** The functions of this process, compiled at their first use. */
  private static final Map<Form, PtSymbolBlock> FUNCTIONS = new ConcurrentHashMap<>();

  /** The facts about a convolution that its function is compiled for. */
  private record Form(int kernel, int stride, int padding, int groups, boolean product) {

    static Form of(Convolution convolution, Shape images) {
      int stride = convolution.stride();
      long positions = side(images.get(2), stride) * side(images.get(3), stride);
      boolean product =
          convolution.kernel() > 1 && convolution.groups() == 1 && positions <= SMALL_MAP;
      return new Form(
          convolution.kernel(), stride, convolution.padding(), convolution.groups(), product);
    }

    private static long side(long side, int stride) {
      return (side + stride - 1) / stride;
    }

    private String body() {
      return product ? matrixProduct() : convolution();
    }

    private String convolution() {
      return """
          y = torch.conv2d(torch.to(x, %1$s), torch.to(w, %1$s), None, \
      [%3$s, %3$s], [%4$s, %4$s], [1, 1], %5$s)
          return torch.to(y, %2$s)
      """
          .formatted(BFLOAT16, FLOAT32, stride, padding, groups);
    }

    private String matrixProduct() {
      return """
          padded = torch.constant_pad_nd(x, [%4$s, %4$s, %4$s, %4$s], 0)
          last = torch.permute(padded, [0, 2, 3, 1])
          windows = torch.unfold(torch.unfold(last, 1, %5$s, %3$s), 2, %5$s, %3$s)
          cut = torch.permute(windows, [0, 1, 2, 4, 5, 3])
          rows = torch.to(torch.reshape(cut, [-1, %6$s * torch.size(x, 1)]), %1$s)
          weights = torch.permute(torch.to(w, %1$s), [0, 2, 3, 1])
          columns = torch.t(torch.reshape(weights, [torch.size(w, 0), -1]))
          sums = torch.to(torch.matmul(rows, columns), %2$s)
          shape = [torch.size(cut, 0), torch.size(cut, 1), torch.size(cut, 2), torch.size(w, 0)]
          return torch.permute(torch.reshape(sums, shape), [0, 3, 1, 2])
      """
          .formatted(BFLOAT16, FLOAT32, stride, padding, kernel, kernel * kernel);
    }
  }

  private Bfloat16Convolutions() {}

  static NDArray apply(NDArray x, NDArray weight, @Nullable NDArray bias, Convolution convolution) {
    PtSymbolBlock function =
        FUNCTIONS.computeIfAbsent(
            Form.of(convolution, x.getShape()),
            form -> TensorEngine.compile(ScriptArchive.of("x: Tensor, w: Tensor", form.body())));
    NDArray y = IValueUtils.forward(function, new NDList(x, weight), true).singletonOrThrow();
    if (bias == null) {
      return y;
    }
    try (y;
        NDArray row = bias.reshape(1, bias.size(), 1, 1)) {
      return y.add(row);
    }
  }
}
