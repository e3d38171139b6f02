package org.fedmas.tensors.network.encoder;

import java.util.List;
import java.util.Optional;
import org.fedmas.tensors.network.layer.LayoutBuilder;
import org.fedmas.tensors.network.layer.TensorRole;

/**
 * The names of CLIP's image tower. The text tower has tensors of similar names without the prefix
 * {@value #PREFIX}.
 */
record ClipNames() implements StateNames {

  private static final String PREFIX = "visual.";

  private static final List<String> TEXT_TOWER =
      List.of(
          "positional_embedding",
          "text_projection",
          "logit_scale",
          "token_embedding.weight",
          "transformer.resblocks.*",
          "ln_final.*",
          "input_resolution",
          "context_length",
          "vocab_size");

  @Override
  public void declare(VisionTransformer encoder, LayoutBuilder layout) {
    int width = encoder.width();
    long patches = (long) encoder.grid() * encoder.grid();
    layout.add(classToken(), TensorRole.EMBEDDING, width);
    layout.add(positions(), TensorRole.EMBEDDING, 1 + patches, width);
    layout.add(PREFIX + "proj", TensorRole.WEIGHT, width, encoder.outputs());
    layout.add(patchWeight(), TensorRole.WEIGHT, width, 3, encoder.patch(), encoder.patch());
    layout.layerNorm(PREFIX + "ln_pre", width);
    for (int i = 0; i < encoder.depth(); i++) {
      BlockNames block = block(i);
      block.declareAttention(width, layout);
      layout.layerNorm(block.attentionNorm(), width);
      block.declarePerceptron(width, layout);
      layout.layerNorm(block.perceptronNorm(), width);
    }
    layout.layerNorm(lastNorm(), width);
  }

  @Override
  public List<String> ignored() {
    return TEXT_TOWER;
  }

  @Override
  public String classToken() {
    return PREFIX + "class_embedding";
  }

  @Override
  public String positions() {
    return PREFIX + "positional_embedding";
  }

  @Override
  public int registerTokens() {
    return 0;
  }

  @Override
  public Optional<String> registers() {
    return Optional.empty();
  }

  @Override
  public String patchWeight() {
    return PREFIX + "conv1.weight";
  }

  @Override
  public Optional<String> patchBias() {
    return Optional.empty();
  }

  @Override
  public Optional<String> firstNorm() {
    return Optional.of(PREFIX + "ln_pre");
  }

  @Override
  public String lastNorm() {
    return PREFIX + "ln_post";
  }

  @Override
  public Optional<String> projection() {
    return Optional.of(PREFIX + "proj");
  }

  @Override
  public BlockNames block(int number) {
    String block = PREFIX + "transformer.resblocks." + number + ".";
    return new BlockNames(
        block + "ln_1",
        block + "attn.in_proj_",
        block + "attn.out_proj",
        Optional.empty(),
        block + "ln_2",
        block + "mlp.c_fc",
        block + "mlp.c_proj",
        Optional.empty());
  }
}
