package org.fedmas.tensors.network.head;

import java.util.Set;
import org.fedmas.tensors.network.layer.TensorSpec;

/** The two parts of a head, by the layers that they have among a network's entries. */
public enum HeadTensor {
  /** {@code fc}, and the projection that stands before it in some heads. */
  CLASSIFIER(Set.of("fc", "p", "p1", "p2")),
  /** The projector into the auxiliary network's feature space and the second classifier. */
  AUXILIARY(Set.of("p_free", "fc_free"));

  private final Set<String> layers;

  HeadTensor(Set<String> layers) {
    this.layers = layers;
  }

  /** Returns whether the entry belongs to this part; entries of the backbone belong to none. */
  public boolean holds(TensorSpec spec) {
    String name = spec.name();
    return layers.contains(name.substring(0, Math.max(0, name.indexOf('.'))));
  }
}
