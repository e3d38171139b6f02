package org.fedmas.tensors.network.head;

import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.LayoutBuilder;

/** The layers that turn a backbone's features into logits. */
public sealed interface Head permits AuxiliaryHead, CombinedHead, ContrastHead, PlainHead, SimplexHead {

  /** Returns the head's layers for a backbone and a number of classes. */
  HeadLayers layers(Backbone backbone, int classes);

  /** Returns the tensors of a backbone with this head, backbone first. */
  default Layout layout(Backbone backbone, int classes) {
    LayoutBuilder builder = new LayoutBuilder();
    backbone.trunk().declare(builder);
    layers(backbone, classes).declare(builder);
    return builder.build();
  }
}
