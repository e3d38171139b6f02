package org.fedmas.tensors.network.head;

import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.LayoutBuilder;

/** What stands on a backbone's features and turns them into logits. */
public sealed interface Head permits AuxiliaryHead, CombinedHead, ContrastHead, PlainHead {

  /** Returns the layers. */
  HeadLayers layers(Backbone backbone, int classes);

  /** Returns the tensors of a classifier made of a backbone and this head, backbone first. */
  default Layout layout(Backbone backbone, int classes) {
    LayoutBuilder builder = new LayoutBuilder();
    backbone.trunk().declare(builder);
    layers(backbone, classes).declare(builder);
    return builder.build();
  }
}
