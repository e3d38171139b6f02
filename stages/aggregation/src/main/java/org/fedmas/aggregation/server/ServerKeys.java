package org.fedmas.aggregation.server;

import org.fedmas.contract.config.ConfigReader;

/** The keys that several server optimisers read. */
final class ServerKeys {

  private static final String LEARNING_RATE = "server.learning-rate";
  private static final double BELOW_ONE = Math.nextDown(1.0);

  private ServerKeys() {}

  static double learningRate(ConfigReader reader, double otherwise) {
    double rate = reader.number(LEARNING_RATE, otherwise, 0, 1e6);
    if (rate == 0) {
      reader.problem(LEARNING_RATE, "a number greater than 0");
    }
    return rate;
  }

  static double beta1(ConfigReader reader, double otherwise) {
    return reader.number("server.beta1", otherwise, 0, BELOW_ONE);
  }

  static double beta2(ConfigReader reader, double otherwise) {
    return reader.number("server.beta2", otherwise, 0, BELOW_ONE);
  }
}
