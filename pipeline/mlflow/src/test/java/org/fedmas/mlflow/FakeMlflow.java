package org.fedmas.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fedmas.contract.json.Json;

/**
 * A tracking server in memory with the calls of MLflow's REST interface that the export uses, and
 * MLflow's limits.
 */
final class FakeMlflow implements AutoCloseable {

  private static final String API = "/api/2.0/mlflow/";
  private static final Pattern FILTER = Pattern.compile("tags\\.`([^`]+)` = '([^']*)'");

  /** A run on the server. */
  static final class Stored {
    final ObjectNode info = Json.object();
    final Map<String, String> tags = new TreeMap<>();
    final Map<String, String> parameters = new TreeMap<>();
    final List<JsonNode> metrics = new ArrayList<>();
  }

  /** An error answer. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;

    Refused(int status, String code) {
      super(code);
      this.status = status;
    }
  }

  private final HttpServer server;
  private final List<String> experiments = new ArrayList<>();
  final Map<String, Stored> runs = new LinkedHashMap<>();

  /** The calls so far that change something. */
  final List<String> changes = new ArrayList<>();

  /** The credentials of the last request. */
  String authorization = "";

  /** The status of all answers, 0 for regular ones. */
  int failing;

  /** The body of all answers, empty for regular ones. */
  String page = "";

  FakeMlflow() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(API, this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  Stored only() {
    if (runs.size() != 1) {
      throw new AssertionError("found " + runs.size() + " runs");
    }
    return runs.values().iterator().next();
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    String call = exchange.getRequestURI().getPath().substring(API.length());
    byte[] body = exchange.getRequestBody().readAllBytes();
    int status = 200;
    String text;
    try {
      if (failing > 0) {
        throw new Refused(failing, "<html>\n out of order </html>");
      }
      JsonNode request = body.length == 0 ? Json.object() : Json.mapper().readTree(body);
      text = answer(call, request, exchange.getRequestURI().getRawQuery()).toString();
    } catch (Refused e) {
      status = e.status;
      text = Json.object().put("error_code", e.getMessage()).put("message", "no").toString();
    }
    byte[] bytes = (page.isEmpty() ? text : page).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(page.isEmpty() ? status : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private ObjectNode answer(String call, JsonNode request, String query) throws Refused {
    if (!call.startsWith("experiments/get") && !call.equals("runs/search")) {
      changes.add(call);
    }
    return switch (call) {
      case "experiments/get-by-name" -> experiment(query);
      case "experiments/create" -> {
        experiments.add(request.get("name").asText());
        yield Json.object().put("experiment_id", Integer.toString(experiments.size()));
      }
      case "runs/search" -> search(request);
      case "runs/create" -> create(request);
      case "runs/log-batch" -> log(request);
      case "runs/update" -> {
        run(request).info.set("status", request.get("status"));
        run(request).info.set("end_time", request.get("end_time"));
        yield Json.object();
      }
      default -> throw new Refused(404, "ENDPOINT_NOT_FOUND " + call);
    };
  }

  private ObjectNode experiment(String query) throws Refused {
    String name =
        URLDecoder.decode(query.substring(query.indexOf('=') + 1), StandardCharsets.UTF_8);
    int at = experiments.indexOf(name);
    if (at < 0) {
      throw new Refused(404, "RESOURCE_DOES_NOT_EXIST");
    }
    ObjectNode answer = Json.object();
    answer.putObject("experiment").put("experiment_id", Integer.toString(at + 1)).put("name", name);
    return answer;
  }

  private ObjectNode search(JsonNode request) throws Refused {
    Matcher filter = FILTER.matcher(request.get("filter").asText());
    if (!filter.matches()) {
      throw new Refused(400, "INVALID_PARAMETER_VALUE");
    }
    ObjectNode answer = Json.object();
    ArrayNode found = answer.putArray("runs");
    for (Stored run : runs.values()) {
      if (filter.group(2).equals(run.tags.get(filter.group(1)))
          && request.get("experiment_ids").get(0).equals(run.info.get("experiment_id"))) {
        ObjectNode one = found.addObject();
        one.set("info", run.info);
        ArrayNode tags = one.putObject("data").putArray("tags");
        run.tags.forEach((key, value) -> tags.addObject().put("key", key).put("value", value));
      }
    }
    return answer;
  }

  private ObjectNode create(JsonNode request) {
    Stored run = new Stored();
    String id = "run" + (runs.size() + 1);
    run.info
        .put("run_id", id)
        .put("run_uuid", id)
        .put("status", "RUNNING")
        .put("experiment_id", request.get("experiment_id").asText());
    run.info.set("start_time", request.get("start_time"));
    request.get("tags").forEach(tag -> run.tags.put(key(tag), tag.get("value").asText()));
    runs.put(id, run);
    ObjectNode answer = Json.object();
    answer.putObject("run").set("info", run.info);
    return answer;
  }

  private ObjectNode log(JsonNode request) throws Refused {
    Stored run = run(request);
    int metrics = request.path("metrics").size();
    int parameters = request.path("params").size();
    int tags = request.path("tags").size();
    if (parameters > 100 || tags > 100 || metrics + parameters + tags > 1000) {
      throw new Refused(400, "INVALID_PARAMETER_VALUE");
    }
    for (JsonNode parameter : request.path("params")) {
      String value = parameter.get("value").asText();
      String before = run.parameters.putIfAbsent(key(parameter), value);
      if (value.length() > 250 || (before != null && !before.equals(value))) {
        throw new Refused(400, "INVALID_PARAMETER_VALUE");
      }
    }
    for (JsonNode metric : request.path("metrics")) {
      if (!key(metric).matches("(?U)[/\\w.\\- ]+")) {
        throw new Refused(400, "INVALID_PARAMETER_VALUE");
      }
      run.metrics.add(metric);
    }
    request.path("tags").forEach(tag -> run.tags.put(key(tag), tag.get("value").asText()));
    return Json.object();
  }

  private Stored run(JsonNode request) throws Refused {
    Stored run = runs.get(request.get("run_id").asText());
    if (run == null) {
      throw new Refused(404, "RESOURCE_DOES_NOT_EXIST");
    }
    return run;
  }

  private static String key(JsonNode entry) {
    return entry.get("key").asText();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
