package org.fedmas.contract;

import com.fasterxml.jackson.databind.JsonNode;
import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.Named;

/** The way in which the clients of a run work together, the key {@code federation}. */
public enum FederationKind implements Named.EnumConstant {
  /** Each round, clients train the global model and the server aggregates their models. */
  FEDERATED,
  /** Each client trains alone, from its own model of the round before. */
  LOCAL,
  /** One client, number 0, trains on the training images of all clients. */
  POOLED;

  /** The key. */
  public static final String KEY = "federation";

  /** The client that trains on all images under {@link #POOLED}. */
  public static final ClientId POOL = new ClientId(0);

  /** Reads the key. */
  public static FederationKind read(ConfigReader reader) {
    return choice().read(reader.added());
  }

  /** Returns the kind of a recorded run; runs of earlier versions do not have the key. */
  public static FederationKind of(Config config) {
    JsonNode recorded = config.values().get(KEY);
    return recorded == null ? FEDERATED : choice().named(recorded.asText());
  }

  private static Choice<FederationKind> choice() {
    return Choice.of(KEY, FEDERATED.id(), values());
  }
}
