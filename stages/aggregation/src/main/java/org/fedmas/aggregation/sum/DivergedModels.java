package org.fedmas.aggregation.sum;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.ClientId;

/** The models that contain NaN or an infinity. */
public final class DivergedModels {

  private DivergedModels() {}

  /** Returns the clients of such models, in order. */
  public static List<ClientId> of(List<WeightedModel> models) throws IOException {
    boolean[] diverged = new boolean[models.size()];
    SideBySide states = SideBySide.of(models);
    states.forEach(
        states.tensors(layout -> true),
        (block, values) -> {
          for (int k = 0; k < diverged.length; k++) {
            diverged[k] |= !block.sum().isFinite(values[k], 0, block.count());
          }
        });
    List<ClientId> clients = new ArrayList<>();
    for (int k = 0; k < diverged.length; k++) {
      if (diverged[k]) {
        clients.add(models.get(k).client());
      }
    }
    return clients;
  }
}
