package org.fedmas.pipeline.workflow.plan;

import java.util.Set;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;

/**
 * Which units a command is about.
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

  /** Units of a run whose clients are the data set's own. */
  public UnitSelection(
      StageName from, StageName until, int firstRound, int lastRound, Set<ClientId> clients) {
    this(from, until, firstRound, lastRound, clients, Set.of());
  }

  /** The same for a run in which these stages serve all clients. */
  public UnitSelection sharing(Set<StageName> stages) {
    return new UnitSelection(from, until, firstRound, lastRound, clients, Set.copyOf(stages));
  }

  /** Everything. */
  public static UnitSelection all() {
    return new UnitSelection(
        StageName.PREPROCESS, StageName.EVALUATION, 0, Integer.MAX_VALUE, Set.of());
  }

  /** Returns whether nothing is left out. */
  public boolean isAll() {
    return sharing(Set.of()).equals(all());
  }

  /**
   * Units without a round or client match any; units of all clients match any client. The model
   * before the first round is no round's work: whatever rounds are chosen, it is made if they start
   * from it.
   */
  public boolean contains(UnitKey key) {
    return (isOfRounds(key) || isStart(key)) && isOfStages(key) && isOfClients(key);
  }

  /** The same, but the model before the first round only where round 0 is chosen. */
  public boolean names(UnitKey key) {
    return isOfRounds(key) && contains(key);
  }

  /**
   * Returns whether the chosen rounds train, so that the first of them starts from the one before
   * it.
   */
  public boolean trains() {
    return from.compareTo(StageName.TRAINING) <= 0 && until.compareTo(StageName.PRIOR) >= 0;
  }

  private boolean isOfStages(UnitKey key) {
    return key.stage().compareTo(from) >= 0 && key.stage().compareTo(until) <= 0;
  }

  private boolean isOfRounds(UnitKey key) {
    Round round = key.round();
    return round == null || (round.number() >= firstRound && round.number() <= lastRound);
  }

  private boolean isOfClients(UnitKey key) {
    ClientId client = key.client();
    return client == null
        || clients.isEmpty()
        || clients.contains(client)
        || shared.contains(key.stage());
  }

  private static boolean isStart(UnitKey key) {
    Round round = key.round();
    return key.stage() == StageName.TRAINING && round != null && round.number() == 0;
  }
}
