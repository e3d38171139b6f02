package org.fedmas.tensors.network.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.network.backbone.FrozenLayers;
import org.jspecify.annotations.Nullable;

/**
 * The layers of a transformer encoder with fixed values. The feature is the class token after the
 * last normalisation, projected where the family projects it.
 *
 * @param blocks in the order in which they are applied
 * @param projection [width, outputs]; null for none
 */
record TransformerEncoder(
    TokenEmbedding embedding,
    List<TransformerBlock> blocks,
    TokenNorm norm,
    @Nullable NDArray projection,
    List<NDArray> tensors)
    implements FrozenLayers {

  /** Returns the layers, for images to which the map of channels is still to be applied. */
  static TransformerEncoder of(
      VisionTransformer encoder, ModelState state, ChannelMap before, NDManager manager) {
    FrozenTensors tensors = new FrozenTensors(state, manager);
    StateNames names = encoder.family().names();
    TokenEmbedding embedding = TokenEmbedding.of(encoder, before, tensors);
    List<TransformerBlock> blocks = new ArrayList<>();
    for (int i = 0; i < encoder.depth(); i++) {
      blocks.add(TransformerBlock.of(i, encoder, tensors));
    }
    TokenNorm norm = tensors.norm(names.lastNorm(), encoder.family().epsilon());
    NDArray projection =
        names.projection().map(name -> tensors.load(tensors.stored(name))).orElse(null);
    return new TransformerEncoder(
        embedding, List.copyOf(blocks), norm, projection, tensors.arrays());
  }

  @Override
  public NDArray features(NDArray x) {
    NDArray tokens = embedding.apply(x);
    for (TransformerBlock block : blocks.subList(0, blocks.size() - 1)) {
      try (NDArray before = tokens) {
        tokens = block.apply(before);
      }
    }
    try (NDArray entering = tokens;
        NDArray last = blocks.get(blocks.size() - 1).classToken(entering)) {
      return feature(last);
    }
  }

  private NDArray feature(NDArray classToken) {
    try (NDArray normed = norm.apply(classToken)) {
      long rows = normed.getShape().get(0);
      if (projection == null) {
        return normed.reshape(rows, normed.getShape().get(2));
      }
      try (NDArray matrix = normed.reshape(rows, normed.getShape().get(2))) {
        return matrix.matMul(projection);
      }
    }
  }
}
