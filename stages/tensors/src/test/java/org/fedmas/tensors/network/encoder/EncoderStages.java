package org.fedmas.tensors.network.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.Transfer;

/** The arrays between the layers of an encoder, computed layer by layer by its own parts. */
final class EncoderStages {

  private final GoldenEncoder golden;
  private final TransformerEncoder layers;
  private final ModelState state;
  private final NDManager manager;
  private final Map<String, NDArray> stages = new LinkedHashMap<>();

  private EncoderStages(
      GoldenEncoder golden, TransformerEncoder layers, ModelState state, NDManager manager) {
    this.golden = golden;
    this.layers = layers;
    this.state = state;
    this.manager = manager;
  }

  /**
   * Returns the stages under their golden names.
   *
   * @param manager owns the arrays
   */
  static Map<String, NDArray> of(
      GoldenEncoder golden,
      TransformerEncoder layers,
      ModelState state,
      NDArray x,
      NDManager manager) {
    EncoderStages all = new EncoderStages(golden, layers, state, manager);
    all.compute(x);
    return all.stages;
  }

  private void compute(NDArray x) {
    TokenEmbedding embedding = layers.embedding();
    int patch = golden.encoder().patch();
    stages.put("patches", embedding.patches().apply(x));
    float[] table =
        embedding
            .positions()
            .at((int) x.getShape().get(2) / patch, (int) x.getShape().get(3) / patch);
    int width = golden.encoder().width();
    stages.put("positions", Transfer.matrix(manager, table, table.length / width, width));
    stages.put("embedded", embedding.embedded(x));
    if (embedding.norm() != null) {
      stages.put("ln_pre", embedding.norm().apply(stages.get("embedded")));
    }
    NDArray tokens = embedding.apply(x);
    firstBlock(tokens);
    for (int i = 0; i < layers.blocks().size(); i++) {
      tokens = layers.blocks().get(i).apply(tokens);
      stages.put("block" + i, tokens);
    }
    if (golden.encoder().family() == TransformerFamily.CLIP) {
      stages.put("ln_post", layers.norm().apply(tokens.get(":, :1")));
    } else {
      stages.put("norm", layers.norm().apply(tokens));
    }
  }

  private void firstBlock(NDArray tokens) {
    TransformerBlock block = layers.blocks().get(0);
    BlockNames names = golden.encoder().family().names().block(0);
    NDArray normed = block.attentionNorm().apply(tokens);
    Attention attention = block.attention();
    NDArray q = attention.perHead(attention.query(), normed, 1).get(0);
    NDArray keysAndValues = attention.perHead(attention.keyValue(), normed, 2);
    stages.put("block0.norm1", normed);
    stages.put("block0.q", q);
    stages.put("block0.k", keysAndValues.get(0));
    stages.put("block0.v", keysAndValues.get(1));
    stages.put("block0.attention", attention.weights(q, keysAndValues.get(0)));
    NDArray seen = attention.apply(normed, normed);
    stages.put("block0.attn_out", unscaled(seen, names.attentionScale().orElse("")));
    NDArray after = seen.add(tokens);
    NDArray normedAfter = block.perceptronNorm().apply(after);
    NDArray hidden = block.perceptron().hidden().apply(normedAfter);
    NDArray active = block.perceptron().activation().of(hidden);
    stages.put("block0.after_attn", after);
    stages.put("block0.norm2", normedAfter);
    stages.put("block0.fc1", hidden);
    stages.put("block0.gelu", active);
    stages.put(
        "block0.mlp_out",
        unscaled(block.perceptron().output().apply(active), names.perceptronScale().orElse("")));
  }

  /** Divides by the scale that is folded into the layer before. */
  private NDArray unscaled(NDArray array, String scale) {
    return scale.isEmpty() ? array : array.div(manager.create(state.tensor(scale).floats()));
  }
}
