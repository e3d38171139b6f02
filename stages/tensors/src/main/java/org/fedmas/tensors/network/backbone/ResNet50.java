package org.fedmas.tensors.network.backbone;

import java.util.List;

/** ResNet-50 with the ImageNet stem; 2048 features. Source: arXiv 1512.03385, table 1. */
public record ResNet50() implements Backbone {

  @Override
  public String name() {
    return "resnet50";
  }

  @Override
  public Trunk trunk() {
    return Trunk.residual(
        Trunk.imageNetStem(), 64, new ResidualPlan(List.of(3, 4, 6, 3), 64, true));
  }

  @Override
  public Family family() {
    return Family.IMAGENET;
  }
}
