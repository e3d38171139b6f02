package org.fedmas.mlflow;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
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

  /** Returns the header of requests; a user wins over a token. Empty without credentials. */
  Optional<String> header() {
    if (user != null && password != null) {
      byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      return Optional.of("Basic " + Base64.getEncoder().encodeToString(both));
    }
    return token == null ? Optional.empty() : Optional.of("Bearer " + token);
  }

  @Override
  public String toString() {
    return "credentials"; // passwords stay out of logs
  }
}
