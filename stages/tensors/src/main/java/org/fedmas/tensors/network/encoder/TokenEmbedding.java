package org.fedmas.tensors.network.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.fedmas.tensors.Transfer;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that enter the first block: the class token, registers if the family has some, and one
 * token per patch. Class token and patches have their positions added. Position embeddings are
 * interpolated once for each image size.
 */
final class TokenEmbedding {

  private record Grid(int rows, int columns) {}

  /**
   * The tokens of a grid that are the same for every image.
   *
   * @param leading [1, 1 + registers, width]: the class token at its position, then registers
   * @param positions [1, rows·columns, width]
   */
  private record Fixed(NDArray leading, NDArray positions) {}

  private final PatchEmbedding patches;
  private final PositionTable positions;
  private final float[] classToken;
  private final float[] registers;
  private final @Nullable TokenNorm norm;
  private final NDManager manager;
  private final Map<Grid, Fixed> grids = new ConcurrentHashMap<>();

  private TokenEmbedding(
      PatchEmbedding patches,
      PositionTable positions,
      float[] classToken,
      float[] registers,
      @Nullable TokenNorm norm,
      NDManager manager) {
    this.patches = patches;
    this.positions = positions;
    this.classToken = classToken;
    this.registers = registers;
    this.norm = norm;
    this.manager = manager;
  }

  static TokenEmbedding of(VisionTransformer encoder, ChannelMap before, FrozenTensors tensors) {
    TransformerFamily family = encoder.family();
    StateNames names = family.names();
    return new TokenEmbedding(
        PatchEmbedding.of(names, before, tensors),
        PositionTable.of(tensors.stored(names.positions()), encoder),
        tensors.stored(names.classToken()).floats(),
        names.registers().map(name -> tensors.stored(name).floats()).orElse(new float[0]),
        names.firstNorm().map(name -> tensors.norm(name, family.epsilon())).orElse(null),
        tensors.manager());
  }

  PatchEmbedding patches() {
    return patches;
  }

  PositionTable positions() {
    return positions;
  }

  /** Returns the normalisation of the embedded tokens; null if the family has none. */
  @Nullable TokenNorm norm() {
    return norm;
  }

  /**
   * Computes the tokens of images.
   *
   * @param x [n, 3, h, w]; stays open and owns the result
   * @return [n, 1 + registers + patches, width]
   */
  NDArray apply(NDArray x) {
    NDArray embedded = embedded(x);
    if (norm == null) {
      return embedded;
    }
    try (embedded) {
      return norm.apply(embedded);
    }
  }

  /** Computes the tokens before the normalisation. */
  NDArray embedded(NDArray x) {
    long side = patches.weight().getShape().get(2);
    Grid grid = new Grid((int) (x.getShape().get(2) / side), (int) (x.getShape().get(3) / side));
    Fixed fixed = grids.computeIfAbsent(grid, this::fixed);
    Shape leading = fixed.leading().getShape();
    Shape each = new Shape(x.getShape().get(0), leading.get(1), leading.get(2));
    try (NDArray tokens = patches.apply(x);
        NDArray placed = tokens.add(fixed.positions());
        NDArray first = fixed.leading().broadcast(each)) {
      NDArray all = first.concat(placed, 1);
      all.attach(x.getManager());
      return all;
    }
  }

  private Fixed fixed(Grid grid) {
    int width = classToken.length;
    float[] table = positions.at(grid.rows(), grid.columns());
    float[] leading = new float[width + registers.length];
    for (int i = 0; i < width; i++) {
      leading[i] = classToken[i] + table[i];
    }
    System.arraycopy(registers, 0, leading, width, registers.length);
    int patchCount = grid.rows() * grid.columns();
    float[] rest = new float[patchCount * width];
    System.arraycopy(table, width, rest, 0, rest.length);
    try (NDArray first = Transfer.matrix(manager, leading, leading.length / width, width);
        NDArray others = Transfer.matrix(manager, rest, patchCount, width)) {
      return new Fixed(first.expandDims(0), others.expandDims(0));
    }
  }
}
