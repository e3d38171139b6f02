package org.fedmas.results.record;

import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.prediction.PredictionRow;

/** The names of the units whose artifacts results are read from. */
public final class RunUnits {

  /** The list of all images. */
  public static final UnitKey INDEX = new UnitKey(StageName.PREPROCESS, null, null, "index");

  /** The attributes of all images; the unit exists only where the data set has attributes. */
  public static final UnitKey ATTRIBUTES =
      new UnitKey(StageName.PREPROCESS, null, null, "attributes");

  /** The partition. */
  public static final UnitKey PARTITION = UnitKey.of(StageName.PARTITION);

  /** The model before the first round. */
  public static final UnitKey START = UnitKey.of(StageName.TRAINING, new Round(0));

  /** The network that is pretrained without clients. */
  public static final UnitKey PRETRAINED = UnitKey.of(StageName.PRETRAIN);

  private RunUnits() {}

  /** Returns the average of the clients' pretrained networks after a round. */
  public static UnitKey pretrained(Round round) {
    return UnitKey.of(StageName.PRETRAIN, round);
  }

  /** Returns a client's pretraining in a round. */
  public static UnitKey pretraining(Round round, ClientId client) {
    return UnitKey.of(StageName.PRETRAIN, round, client);
  }

  /** Returns the global model after a round; round 0 names the start model. */
  public static UnitKey globalModel(Round round) {
    return round.number() == 0 ? START : UnitKey.of(StageName.AGGREGATION, round);
  }

  /** Returns a client's update of a round. */
  public static UnitKey update(Round round, ClientId client) {
    return UnitKey.of(StageName.TRAINING, round, client);
  }

  /** Returns a client's class prior of a round. */
  public static UnitKey prior(Round round, ClientId client) {
    return UnitKey.of(StageName.PRIOR, round, client);
  }

  /** Returns the losses per class that a client measures before a round. */
  public static UnitKey classLosses(Round round, ClientId client) {
    return new UnitKey(StageName.PRIOR, round, client, "losses");
  }

  /** Returns the gradients per class that a client measures in a round. */
  public static UnitKey classGradients(Round round, ClientId client) {
    return new UnitKey(StageName.PRIOR, round, client, "gradients");
  }

  /** Returns the predictions of a round's models for a client's part. */
  public static UnitKey evaluation(Round round, ClientId client, Part part) {
    return new UnitKey(StageName.EVALUATION, round, client, part.word());
  }

  /** Returns the predictions of a round's global model without the client's part. */
  public static UnitKey withoutClient(Round round, ClientId client) {
    return new UnitKey(StageName.EVALUATION, round, client, PredictionRow.WITHOUT_CLIENT);
  }

  /** Returns the predictions of the selected global model for a client's test part. */
  public static UnitKey selected(ClientId client) {
    return UnitKey.of(StageName.EVALUATION, client, Part.TEST.word());
  }

  /** Returns the predictions of a client's own model for its test part. */
  public static UnitKey personal(ClientId client) {
    return UnitKey.of(StageName.EVALUATION, client, PredictionRow.PERSONAL);
  }

  /** Returns the predictions of a client's own model for the test parts of all clients. */
  public static UnitKey everywhere(ClientId client) {
    return UnitKey.of(StageName.EVALUATION, client, PredictionRow.EVERYWHERE);
  }
}
