package org.fedmas.tensors.network.encoder;

import java.util.ArrayList;
import java.util.List;
import org.fedmas.images.prepare.Normalisation;

/** The published families of transformer encoders. */
public enum TransformerFamily {
  /** Self-distillation. Source: arXiv 2104.14294. */
  DINO(new DinoNames(false, 0), PositionRule.SCALE_OFFSET, 1e-6),
  /** DINO with residual branches that are scaled. Source: arXiv 2304.07193. */
  DINOV2(new DinoNames(true, 0), PositionRule.SCALE_OFFSET, 1e-6),
  /** DINOv2 with four registers. Source: arXiv 2309.16588. */
  DINOV2_REGISTERS(new DinoNames(true, 4), PositionRule.SIZE_ANTIALIAS, 1e-6),
  /** The image tower of CLIP. Source: arXiv 2103.00020; other sizes than 224 as in open_clip. */
  CLIP(new ClipNames(), PositionRule.SIZE_ANTIALIAS, 1e-5);

  private final StateNames names;
  private final PositionRule positionRule;
  private final double epsilon;

  TransformerFamily(StateNames names, PositionRule positionRule, double epsilon) {
    this.names = names;
    this.positionRule = positionRule;
    this.epsilon = epsilon;
  }

  StateNames names() {
    return names;
  }

  /** Returns the interpolation of position embeddings to other image sizes. */
  PositionRule positionRule() {
    return positionRule;
  }

  /** Returns the number that layer normalisations add to variances. */
  double epsilon() {
    return epsilon;
  }

  /** Returns the function between the two layers of a perceptron. */
  TokenActivation activation() {
    return this == CLIP ? TokenActivation.SIGMOID_GELU : TokenActivation.GELU;
  }

  /** Returns the normalisation of the images that the family was trained on. */
  Normalisation normalisation() {
    return this == CLIP ? Normalisation.CLIP : Normalisation.IMAGENET;
  }

  /** Returns what users of an encoder should know; {@code own}: at the size of its training. */
  List<String> cautions(String id, boolean own) {
    List<String> cautions = new ArrayList<>();
    if (this == CLIP) {
      cautions.add(
          id
              + ": CLIP's model card puts any deployed use out of scope, and surveillance and face"
              + " recognition always");
      if (!own) {
        cautions.add(
            id
                + ": CLIP takes images of 224 pixels only; for other sizes, position embeddings"
                + " are interpolated as in open_clip");
      }
    }
    return cautions;
  }
}
