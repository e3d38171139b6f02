package org.fedmas.pipeline.workflow;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;

/** The clients that train in each round; each draw is made once, as it costs time in large runs. */
final class DrawnClients {

  private final ClientSampling sampling;
  private final List<ClientId> participants;
  private final Set<ClientId> all;
  private final Map<Round, Set<ClientId>> draws = new HashMap<>();

  DrawnClients(ClientSampling sampling, List<ClientId> participants) {
    this.sampling = sampling;
    this.participants = List.copyOf(participants);
    this.all = new LinkedHashSet<>(participants);
  }

  /** Returns the clients that may be drawn, in order. */
  List<ClientId> participants() {
    return participants;
  }

  /** Returns the clients that train in a round, in order. */
  Set<ClientId> in(Round round) {
    return draws.computeIfAbsent(round, this::draw);
  }

  /** Returns the last round before this one that the client was drawn in; empty in its first. */
  Optional<Round> before(Round round, ClientId client) {
    for (Round r = round.previous(); r.number() > 0; r = r.previous()) {
      if (in(r).contains(client)) {
        return Optional.of(r);
      }
    }
    return Optional.empty();
  }

  /** Returns the last round up to this one that the client was drawn in; empty before the first. */
  Optional<Round> last(Round round, ClientId client) {
    return in(round).contains(client) ? Optional.of(round) : before(round, client);
  }

  private Set<ClientId> draw(Round round) {
    List<ClientId> drawn = sampling.drawn(participants, round);
    return drawn.size() == participants.size() ? all : new LinkedHashSet<>(drawn);
  }
}
