package org.fedmas.tensors.network.backbone;

import java.util.List;

/** Three stages of six bottlenecks behind a 3×3 stem of 16 channels; 256 features. */
public record ResNet56() implements Backbone {

  @Override
  public String name() {
    return "resnet56";
  }

  @Override
  public Trunk trunk() {
    return Trunk.residual(Trunk.smallStem(16), 16, new ResidualPlan(List.of(6, 6, 6), 16, true));
  }

  @Override
  public Family family() {
    return Family.SMALL;
  }
}
