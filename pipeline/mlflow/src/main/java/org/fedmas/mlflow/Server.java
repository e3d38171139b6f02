package org.fedmas.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.fedmas.contract.error.InterruptedRunException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.contract.json.Json;

/**
 * An MLflow server behind its REST interface, version 2.0. Its errors are messages for the user.
 *
 * <p>Source: https://mlflow.org/docs/latest/rest-api.html
 */
final class Server {

  private static final String API = "/api/2.0/mlflow/";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SHOWN = 200;
  private static final int SUCCESS = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int SERVER_ERROR = 500;

  private final String address;
  private final Credentials credentials;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  /** Creates a server; the first call connects. */
  Server(URI address, Credentials credentials) {
    this.address = address.toString().replaceFirst("/+$", "");
    this.credentials = credentials;
  }

  /** Returns the address, as messages show it. */
  String address() {
    return address;
  }

  /**
   * Returns an entity of a name; empty if the server does not have one.
   *
   * @throws MissingInputException if the server cannot be reached or answers with another error
   */
  Optional<JsonNode> find(String call, String parameter, String name) {
    String query = "?" + parameter + "=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    HttpResponse<String> answer = send(request(call + query).GET().build());
    boolean absent =
        answer.statusCode() == NOT_FOUND && answer.body().contains("RESOURCE_DOES_NOT_EXIST");
    return absent ? Optional.empty() : Optional.of(content(answer));
  }

  /**
   * Returns the answer to a call.
   *
   * @throws MissingInputException if the server cannot be reached or answers with an error
   */
  JsonNode call(String call, ObjectNode body) {
    return content(
        send(
            request(call)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build()));
  }

  private HttpRequest.Builder request(String call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + API + call)).timeout(PATIENCE);
    credentials.header().ifPresent(value -> request.header("Authorization", value));
    return request;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new MissingInputException(
          "--mlflow %s: cannot be reached (%s); check the address, and that the server runs"
              .formatted(address, reason(e)),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedRunException("interrupted while waiting for " + address);
    }
  }

  private JsonNode content(HttpResponse<String> answer) {
    if (answer.statusCode() != SUCCESS) {
      throw new MissingInputException(refusal(answer.statusCode(), answer.body()));
    }
    try {
      return Json.mapper().readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new MissingInputException(
          "--mlflow %s: found an answer that is not MLflow's (%s); check the address"
              .formatted(address, shortened(answer.body())),
          e);
    }
  }

  private String refusal(int status, String body) {
    String found = "--mlflow %s: found the answer %s".formatted(address, status);
    String words = shortened(body);
    if (!words.isEmpty()) {
      found += " (" + words + ")";
    }
    if (status == UNAUTHORIZED || status == FORBIDDEN) {
      return "%s, expected to be let in. Set %s and %s, or %s"
          .formatted(found, Credentials.USER, Credentials.PASSWORD, Credentials.TOKEN);
    }
    return status >= SERVER_ERROR
        ? found + ", expected success. Read the server's log, and call again"
        : found + ", expected success. Check the address, and the server's version";
  }

  private static String reason(IOException e) {
    if (e.getMessage() != null) {
      return e.getMessage();
    }
    return e instanceof ConnectException ? "connection refused" : e.getClass().getSimpleName();
  }

  /** Returns the beginning of a text on one line; pages of servers are long. */
  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }
}
