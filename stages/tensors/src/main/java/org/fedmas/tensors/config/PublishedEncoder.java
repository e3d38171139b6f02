package org.fedmas.tensors.config;

import org.fedmas.contract.config.Named;
import org.fedmas.tensors.network.encoder.VisionTransformer;

/** The transformer encoders with published weights, and the files that hold these. */
enum PublishedEncoder implements Named {
  DINO_S16(VisionTransformer.DINO_S16, "dino", "dino_deitsmall16_pretrain.pth"),
  DINO_B16(VisionTransformer.DINO_B16, "dino", "dino_vitbase16_pretrain.pth"),
  DINOV2_S14(VisionTransformer.DINOV2_S14, "dinov2", "dinov2_vits14_pretrain.pth"),
  DINOV2_B14(VisionTransformer.DINOV2_B14, "dinov2", "dinov2_vitb14_pretrain.pth"),
  CLIP_B32(VisionTransformer.CLIP_B32, "clip", "ViT-B-32.pt"),
  CLIP_B16(VisionTransformer.CLIP_B16, "clip", "ViT-B-16.pt");

  private final VisionTransformer encoder;
  private final String word;
  private final String file;

  PublishedEncoder(VisionTransformer encoder, String word, String file) {
    this.encoder = encoder;
    this.word = word;
    this.file = file;
  }

  @Override
  public String id() {
    return encoder.id();
  }

  VisionTransformer encoder() {
    return encoder;
  }

  /** Returns the name of its published values in configurations. */
  String word() {
    return word;
  }

  /** Returns the name of the published file. */
  String file() {
    return file;
  }
}
