package org.fedmas.mlflow;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The credentials for a server: a user with a password, or a token.
 *
 * @param user null without one, as the others
 */
record Credentials(@Nullable String user, @Nullable String password, @Nullable String token) {

  static final String USER = "MLFLOW_TRACKING_USERNAME";
  static final String PASSWORD = "MLFLOW_TRACKING_PASSWORD";
  static final String TOKEN = "MLFLOW_TRACKING_TOKEN";

  /** Returns the credentials in environment variables. */
  static Credentials of(Map<String, String> environment) {
    return new Credentials(
        environment.get(USER), environment.get(PASSWORD), environment.get(TOKEN));
  }

  @Override
  public String toString() {
    return "credentials"; // passwords stay out of logs
  }
}
