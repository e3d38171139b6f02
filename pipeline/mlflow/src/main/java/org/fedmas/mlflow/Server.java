package org.fedmas.mlflow;

import java.io.IOException;
import java.net.URI;
import java.util.function.Function;
import org.fedmas.contract.error.MissingInputException;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowClientException;
import org.mlflow.tracking.MlflowHttpException;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;

/** An MLflow server, whose errors are messages for the user. */
final class Server implements AutoCloseable {

  private static final int SHOWN = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int SERVER_ERROR = 500;

  private final String address;
  private final MlflowClient client;

  /** Creates a server; the first call connects. */
  Server(URI address, Credentials credentials) {
    this.address = address.toString().replaceFirst("/+$", "");
    this.client =
        new MlflowClient(
            new BasicMlflowHostCreds(
                this.address,
                credentials.user(),
                credentials.password(),
                credentials.token(),
                false));
  }

  /** Returns the address, as messages show it. */
  String address() {
    return address;
  }

  /**
   * Returns the server's answer.
   *
   * @throws MissingInputException if the server cannot be reached or answers with an error
   */
  <T> T ask(Function<MlflowClient, T> call) {
    try {
      return call.apply(client);
    } catch (MlflowHttpException e) {
      throw new MissingInputException(refusal(e), e);
    } catch (MlflowClientException e) {
      throw new MissingInputException(
          e.getCause() instanceof IOException cause
              ? "--mlflow %s: cannot be reached (%s); check the address, and that the server runs"
                  .formatted(address, reason(cause))
              : "--mlflow %s: found an answer that is not MLflow's (%s); check the address"
                  .formatted(address, shortened(String.valueOf(e.getMessage()))),
          e);
    }
  }

  private String refusal(MlflowHttpException e) {
    int code = e.getStatusCode();
    String found =
        "--mlflow %s: found the answer %s (%s)"
            .formatted(
                address, code, shortened(e.getReasonPhrase() + ": " + e.getBodyMessage()));
    if (code == UNAUTHORIZED || code == FORBIDDEN) {
      return "%s, expected to be let in. Set %s and %s, or %s"
          .formatted(found, Credentials.USER, Credentials.PASSWORD, Credentials.TOKEN);
    }
    return code >= SERVER_ERROR
        ? found + ", expected success. Read the server's log, and call again"
        : found + ", expected success. Check the address, and the server's version";
  }

  private static String reason(IOException cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  /** Returns the beginning of a text on one line; pages of servers are long. */
  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }

  @Override
  public void close() {
    client.close();
  }
}
