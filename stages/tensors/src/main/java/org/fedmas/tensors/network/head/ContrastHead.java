package org.fedmas.tensors.network.head;

import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.layer.ClassifierKind;

/**
 * The head of MOON: {@code logits = fc(v)} with a projection v of the features, which the
 * contrastive term compares. The projection is {@code p2(relu(p1(f)))}; resnet8 uses {@code p(f)}
 * with batch normalisation. Source: arXiv 2103.16257, section 3.
 *
 * @param kind the kind of the classifier
 */
public record ContrastHead(ClassifierKind kind) implements Head {

  private static final int WIDTH = 256;

  /** Creates a head with a linear classifier. */
  public ContrastHead() {
    this(ClassifierKind.LINEAR);
  }

  @Override
  public HeadLayers layers(Backbone backbone, int classes) {
    int width = backbone.features();
    Projection feature =
        backbone.normalisesProjection()
            ? Projection.normalised("p", width, width, width)
            : Projection.plain(width, width, WIDTH);
    return HeadLayers.of(width, classes, feature, kind);
  }
}
