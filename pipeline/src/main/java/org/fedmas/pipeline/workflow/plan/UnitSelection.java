package org.fedmas.pipeline.workflow.plan;

import java.util.Set;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;

/**
 * The units that a command is about.
 *
 * @param from first stage
 * @param until last stage
 * @param firstRound first round
 * @param lastRound last round
 * @param clients of the run; empty for all
 * @param shared stages whose units serve all clients of the run, whatever client their keys name
 */
public record UnitSelection(
    StageName from,
    StageName until,
    int firstRound,
    int lastRound,
    Set<ClientId> clients,
    Set<StageName> shared) {

  /** Creates a selection in a run whose clients are the data set's own. */
  public UnitSelection(
      StageName from, StageName until, int firstRound, int lastRound, Set<ClientId> clients) {
    this(from, until, firstRound, lastRound, clients, Set.of());
  }

  /** Returns this selection in a run in which some stages serve all clients. */
  public UnitSelection sharing(Set<StageName> stages) {
    return new UnitSelection(from, until, firstRound, lastRound, clients, Set.copyOf(stages));
  }

  /** Selects every unit. */
  public static UnitSelection all() {
    return new UnitSelection(
        StageName.PREPROCESS, StageName.EVALUATION, 0, Integer.MAX_VALUE, Set.of());
  }

  /** Returns whether every unit is selected. */
  public boolean isAll() {
    return sharing(Set.of()).equals(all());
  }

  /**
   * Returns whether a unit is selected. A unit without a round or client matches any. The start
   * model is selected with any rounds, since they may start from it.
   */
  public boolean contains(UnitKey key) {
    return (isOfRounds(key) || isStart(key)) && isOfStages(key) && isOfClients(key);
  }

  /** Returns whether a unit is selected by name: the start model only by round 0. */
  public boolean names(UnitKey key) {
    return isOfRounds(key) && contains(key);
  }

  /** Returns whether the selected rounds train, so that the first starts from the one before. */
  public boolean trains() {
    return from.compareTo(StageName.TRAINING) <= 0 && until.compareTo(StageName.PRIOR) >= 0;
  }

  /** Returns whether units of a client are selected. */
  public boolean selects(ClientId client) {
    return clients.isEmpty() || clients.contains(client);
  }

  private boolean isOfStages(UnitKey key) {
    return key.stage().compareTo(from) >= 0 && key.stage().compareTo(until) <= 0;
  }

  private boolean isOfRounds(UnitKey key) {
    Round round = key.round();
    // the rounds of pretraining are not those of the run
    return round == null
        || key.stage() == StageName.PRETRAIN
        || (round.number() >= firstRound && round.number() <= lastRound);
  }

  private boolean isOfClients(UnitKey key) {
    ClientId client = key.client();
    return client == null || selects(client) || shared.contains(key.stage());
  }

  private static boolean isStart(UnitKey key) {
    Round round = key.round();
    return key.stage() == StageName.TRAINING && round != null && round.number() == 0;
  }
}
