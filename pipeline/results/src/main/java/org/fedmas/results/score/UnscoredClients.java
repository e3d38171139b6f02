package org.fedmas.results.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fedmas.contract.ClientId;
import org.fedmas.results.record.Participation;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.report.ScoreCaveat;
import org.fedmas.tables.partition.Part;
import org.jspecify.annotations.Nullable;

/**
 * The clients whose test images have no prediction of the selected model. Where clients keep
 * entries of the model, a client that never trained has none.
 */
final class UnscoredClients {

  private UnscoredClients() {}

  /** Returns the caveat about such clients; empty if every test image is scored. */
  static Optional<ScoreCaveat> caveat(
      RunMetrics.@Nullable Selected selected, Participation participation) {
    if (selected == null) {
      return Optional.empty();
    }
    List<Integer> clients = new ArrayList<>();
    int unscored = 0;
    int all = 0;
    for (int k = 0; k < selected.perClient().size(); k++) {
      int images = participation.count(new ClientId(k), Part.TEST);
      all += images;
      if (images > 0 && selected.perClient().get(k) == null) {
        clients.add(k);
        unscored += images;
      }
    }
    String text =
        "%s of %s test images are not scored: clients %s had not trained up to round %s, so they have no model"
            .formatted(unscored, all, clients, selected.round());
    return clients.isEmpty()
        ? Optional.empty()
        : Optional.of(new ScoreCaveat(ScoreCaveat.Kind.UNSCORED_CLIENTS, text));
  }
}
