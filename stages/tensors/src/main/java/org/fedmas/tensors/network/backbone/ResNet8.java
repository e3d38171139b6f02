package org.fedmas.tensors.network.backbone;

import java.util.List;
import org.fedmas.contract.error.ConfigException;

/** Three basic blocks behind a 3×3 stem of 64 channels, for images of 32×32; 256 features. */
public record ResNet8() implements Backbone {

  private static final int SIDE = 32;

  @Override
  public String name() {
    return "resnet8";
  }

  @Override
  public Trunk trunk() {
    return Trunk.residual(Trunk.smallStem(64), 64, new ResidualPlan(List.of(1, 1, 1), 64, false));
  }

  @Override
  public Family family() {
    return Family.SMALL;
  }

  @Override
  public boolean normalisesProjection() {
    return true;
  }

  @Override
  public void requireImages(long height, long width) {
    if (height != SIDE || width != SIDE) {
      throw new ConfigException(
          "resnet8 takes images of 32x32, found "
              + height
              + "x"
              + width
              + "; set image.size to 32 or choose another model.backbone, for example resnet18");
    }
  }
}
