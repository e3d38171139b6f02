package org.fedmas.tensors.network.encoder;

import java.util.List;
import java.util.Optional;
import org.fedmas.tensors.network.layer.LayoutBuilder;
import org.fedmas.tensors.network.layer.TensorRole;

/**
 * The names of the DINO families.
 *
 * @param scaled whether residual branches have a scale
 * @param registerTokens the number of register tokens
 */
record DinoNames(boolean scaled, int registerTokens) implements StateNames {

  @Override
  public void declare(VisionTransformer encoder, LayoutBuilder layout) {
    int width = encoder.width();
    long patches = (long) encoder.grid() * encoder.grid();
    layout.add(classToken(), TensorRole.EMBEDDING, 1, 1, width);
    layout.add(positions(), TensorRole.EMBEDDING, 1, 1 + patches, width);
    registers().ifPresent(name -> layout.add(name, TensorRole.EMBEDDING, 1, registerTokens, width));
    layout.add(patchWeight(), TensorRole.WEIGHT, width, 3, encoder.patch(), encoder.patch());
    layout.bias("patch_embed.proj", width);
    for (int i = 0; i < encoder.depth(); i++) {
      BlockNames block = block(i);
      layout.layerNorm(block.attentionNorm(), width);
      block.declareAttention(width, layout);
      layout.layerNorm(block.perceptronNorm(), width);
      block.declarePerceptron(width, layout);
    }
    layout.layerNorm(lastNorm(), width);
  }

  /** Returns the head of a full DINO checkpoint and the token that hides patches in training. */
  @Override
  public List<String> ignored() {
    return List.of("head.*", "mask_token");
  }

  @Override
  public String classToken() {
    return "cls_token";
  }

  @Override
  public String positions() {
    return "pos_embed";
  }

  @Override
  public Optional<String> registers() {
    return registerTokens > 0 ? Optional.of("register_tokens") : Optional.empty();
  }

  @Override
  public String patchWeight() {
    return "patch_embed.proj.weight";
  }

  @Override
  public Optional<String> patchBias() {
    return Optional.of("patch_embed.proj.bias");
  }

  @Override
  public Optional<String> firstNorm() {
    return Optional.empty();
  }

  @Override
  public String lastNorm() {
    return "norm";
  }

  @Override
  public Optional<String> projection() {
    return Optional.empty();
  }

  @Override
  public BlockNames block(int number) {
    String block = "blocks." + number + ".";
    return new BlockNames(
        block + "norm1",
        block + "attn.qkv.",
        block + "attn.proj",
        scale(block + "ls1.gamma"),
        block + "norm2",
        block + "mlp.fc1",
        block + "mlp.fc2",
        scale(block + "ls2.gamma"));
  }

  private Optional<String> scale(String name) {
    return scaled ? Optional.of(name) : Optional.empty();
  }
}
