package org.fedmas.tensors.network.backbone;

import java.util.List;

/** ResNet-18 with the ImageNet stem; 512 features. Source: arXiv 1512.03385, table 1. */
public record ResNet18() implements Backbone {

  @Override
  public String name() {
    return "resnet18";
  }

  @Override
  public Trunk trunk() {
    return Trunk.residual(
        Trunk.imageNetStem(), 64, new ResidualPlan(List.of(2, 2, 2, 2), 64, false));
  }

  @Override
  public Family family() {
    return Family.IMAGENET;
  }
}
