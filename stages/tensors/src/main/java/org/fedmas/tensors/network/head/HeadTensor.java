package org.fedmas.tensors.network.head;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.TensorSpec;

/** The two groups of a head's tensors, told apart by the names of their layers. */
public enum HeadTensor {
  /** {@code fc} and the projection before it, which some heads have. */
  CLASSIFIER(Set.of("fc", "p", "p1", "p2")),
  /** The projector into the auxiliary network's feature space and the second classifier. */
  AUXILIARY(Set.of("p_free", "fc_free"));

  private final Set<String> layers;

  HeadTensor(Set<String> layers) {
    this.layers = layers;
  }

  /** Returns a model whose tensors of this group are those of another model. */
  public ModelState replaced(Layout layout, ModelState model, ModelState other) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>(model.tensors());
    for (TensorSpec spec : layout.tensors()) {
      if (holds(spec)) {
        tensors.put(spec.name(), other.tensor(spec.name()));
      }
    }
    return new ModelState(tensors);
  }

  /** Returns whether a tensor belongs to this group; tensors of the backbone belong to neither. */
  public boolean holds(TensorSpec spec) {
    String name = spec.name();
    return layers.contains(name.substring(0, Math.max(0, name.indexOf('.'))));
  }
}
