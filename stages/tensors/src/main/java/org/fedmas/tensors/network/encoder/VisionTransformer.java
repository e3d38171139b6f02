package org.fedmas.tensors.network.encoder;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.images.prepare.Normalisation;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.network.backbone.FeatureExtractor;
import org.fedmas.tensors.network.backbone.FrozenLayers;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.LayoutBuilder;

/**
 * A published transformer encoder, used frozen. Source: arXiv 2010.11929.
 *
 * @param id the name in configurations
 * @param family decides names, normalisation and the treatment of other image sizes
 * @param patch side of a patch in pixels
 * @param width width of the tokens
 * @param depth the number of blocks
 * @param heads the number of attention heads
 * @param side side of the images that the stored position embeddings are for, in pixels
 * @param outputs width of the projection that follows the last normalisation; 0 for none
 */
public record VisionTransformer(
    String id,
    TransformerFamily family,
    int patch,
    int width,
    int depth,
    int heads,
    int side,
    int outputs)
    implements FeatureExtractor {

  /** DINO ViT-S/16; 384 features. */
  public static final VisionTransformer DINO_S16 =
      new VisionTransformer("dino-vit-s16", TransformerFamily.DINO, 16, 384, 12, 6, 224, 0);

  /** DINO ViT-B/16; 768 features. */
  public static final VisionTransformer DINO_B16 =
      new VisionTransformer("dino-vit-b16", TransformerFamily.DINO, 16, 768, 12, 12, 224, 0);

  /** DINOv2 ViT-S/14 without registers; 384 features. */
  public static final VisionTransformer DINOV2_S14 =
      new VisionTransformer("dinov2-vit-s14", TransformerFamily.DINOV2, 14, 384, 12, 6, 518, 0);

  /** DINOv2 ViT-B/14 without registers; 768 features. */
  public static final VisionTransformer DINOV2_B14 =
      new VisionTransformer("dinov2-vit-b14", TransformerFamily.DINOV2, 14, 768, 12, 12, 518, 0);

  /** CLIP's image tower ViT-B/32; 512 features. */
  public static final VisionTransformer CLIP_B32 =
      new VisionTransformer("clip-vit-b32", TransformerFamily.CLIP, 32, 768, 12, 12, 224, 512);

  /** CLIP's image tower ViT-B/16; 512 features. */
  public static final VisionTransformer CLIP_B16 =
      new VisionTransformer("clip-vit-b16", TransformerFamily.CLIP, 16, 768, 12, 12, 224, 512);

  /** The encoders that configurations choose from. */
  public static final List<VisionTransformer> PUBLISHED =
      List.of(DINO_S16, DINO_B16, DINOV2_S14, DINOV2_B14, CLIP_B32, CLIP_B16);

  /** The multiply-adds of ResNet-18 for an image of 224×224 pixels. */
  private static final double RESNET18 = 1.82e9;

  /** The fewest patches per side that still resemble the images of pretraining. */
  private static final int FEWEST_PATCHES = 5;

  @Override
  public int features() {
    return outputs > 0 ? outputs : width;
  }

  /** Returns the number of patches per side that the stored position embeddings are for. */
  int grid() {
    return side / patch;
  }

  @Override
  public Layout layout() {
    LayoutBuilder builder = new LayoutBuilder();
    family.names().declare(this, builder);
    return builder.build();
  }

  @Override
  public List<String> ignored() {
    return family.names().ignored();
  }

  @Override
  public void requireImages(long height, long imageWidth) {
    if (height % patch != 0 || imageWidth % patch != 0 || height < patch || imageWidth < patch) {
      long below = Math.max(1, height / patch) * patch;
      throw new ConfigException(
          """
          images of %s: found %sx%s pixels, expected sides that are multiples of its patches of \
          %sx%s pixels. Set image.size to %s or %s"""
              .formatted(id, height, imageWidth, patch, patch, below, below + patch));
    }
  }

  @Override
  public double cost() {
    return multiplyAdds(224, 224) / RESNET18;
  }

  /**
   * Returns the multiply-adds of the matrix products for one image.
   *
   * @param rows height in pixels
   * @param columns width in pixels
   */
  double multiplyAdds(int rows, int columns) {
    double patches = (double) (rows / patch) * (columns / patch);
    double tokens = 1 + family.names().registerTokens() + patches;
    double embedding = patches * 3 * patch * patch * width;
    double block = 12.0 * width * width * tokens + 2 * tokens * tokens * width;
    return embedding + depth * block + (double) width * outputs;
  }

  @Override
  public List<String> cautions(int imageSide) {
    List<String> cautions = new ArrayList<>();
    int patches = imageSide / patch;
    if (patches < FEWEST_PATCHES) {
      cautions.add(
          """
          %s sees images of image.size %s as %sx%s patches, far from those that it was trained on. \
          From image.size %s on, it sees %sx%s patches"""
              .formatted(
                  id,
                  imageSide,
                  patches,
                  patches,
                  patch * FEWEST_PATCHES,
                  FEWEST_PATCHES,
                  FEWEST_PATCHES));
    }
    cautions.addAll(family.cautions(id, imageSide == side));
    return cautions;
  }

  @Override
  public FrozenLayers frozen(ModelState state, NDManager manager) {
    return TransformerEncoder.of(
        this, state, ChannelMap.between(Normalisation.IMAGENET, family.normalisation()), manager);
  }
}
