package org.fedmas.tensors.network.backbone;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.stream.Stream;
import org.fedmas.tensors.network.layer.FoldedPass;

/** A trunk whose normalisations are folded into the convolutions before them. */
public record FoldedTrunk(Trunk trunk, FoldedPass pass) implements FrozenLayers {

  @Override
  public NDArray features(NDArray x) {
    return trunk.apply(pass, x);
  }

  @Override
  public List<NDArray> tensors() {
    return pass.layers().values().stream()
        .flatMap(layer -> Stream.of(layer.weight(), layer.bias()))
        .toList();
  }
}
