package org.fedmas.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.Digest;
import org.fedmas.contract.json.Json;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.score.RunSnapshot;
import org.fedmas.results.track.RoundSeries;
import org.fedmas.results.track.RunTimes;
import org.fedmas.results.track.TestSeries;
import org.fedmas.results.track.TrackedNumber;
import org.fedmas.results.track.Tracker;

/**
 * A run on an MLflow server. The run is found again by a tag, and another tag says which rounds the
 * server has, so that no number is written twice.
 */
final class MlflowTracker implements Tracker {

  /** The most parameters of a request. */
  private static final int MOST_PARAMETERS = 100;

  /** The most numbers of a request, which may have 1,000 items of all kinds. */
  private static final int MOST_NUMBERS = 900;

  private static final String EXPERIMENT = "experiment_id";

  private final Server server;
  private final String experiment;

  /** Creates a tracker of runs in one experiment. */
  MlflowTracker(Server server, String experiment) {
    this.server = server;
    this.experiment = experiment;
  }

  @Override
  public String write(RunSnapshot run) {
    RunRecord record = run.record();
    JsonNode there = find(record);
    String id = there.path("info").path("run_id").asText();
    Map<String, String> tags = RunTags.of(there);
    int before = Integer.parseInt(tags.getOrDefault(RunTags.WRITTEN, "0"));
    if (before == 0) {
      writeParameters(id, record);
    }
    RunMetrics metrics = run.metrics();
    int after = before;
    for (RunMetrics.RoundMetrics round : metrics.rounds()) {
      if (round.round() > after) {
        after = round.round();
        List<TrackedNumber> numbers = RoundSeries.of(round, metrics.clients());
        write(id, record, numbers, RunTags.WRITTEN, Integer.toString(after));
      }
    }
    if (run.isFinished()) {
      List<TrackedNumber> test = TestSeries.of(metrics);
      String content = Digest.of(test.toString()).toString();
      if (!test.isEmpty() && !content.equals(tags.get(RunTags.TEST))) {
        write(id, record, test, RunTags.TEST, content);
      }
    }
    if (!run.lasts()) {
      end(there, id, record);
    }
    return after > before
        ? "written to %s, run %s: rounds up to %s".formatted(server.address(), id, after)
        : "%s, run %s already has the rounds up to %s".formatted(server.address(), id, before);
  }

  private JsonNode find(RunRecord record) {
    String in = experimentId();
    ObjectNode search = Json.object();
    search.putArray("experiment_ids").add(in);
    search.put("filter", "tags.`%s` = '%s'".formatted(RunTags.IDENTITY, RunTags.identity(record)));
    search.put("run_view_type", "ACTIVE_ONLY").put("max_results", 1);
    JsonNode found = server.call("runs/search", search).path("runs").path(0);
    return found.isMissingNode() ? create(in, record) : found;
  }

  private String experimentId() {
    return server
        .find("experiments/get-by-name", "experiment_name", experiment)
        .map(found -> found.path("experiment").path(EXPERIMENT))
        .orElseGet(
            () ->
                server
                    .call("experiments/create", Json.object().put("name", experiment))
                    .path(EXPERIMENT))
        .asText();
  }

  private JsonNode create(String in, RunRecord record) {
    ObjectNode request =
        Json.object()
            .put(EXPERIMENT, in)
            .put("run_name", record.run())
            .put("start_time", RunTimes.start(record));
    request.set("tags", Batch.tags(RunTags.first(record)));
    return server.call("runs/create", request).path("run");
  }

  private void writeParameters(String id, RunRecord record) {
    List<Map.Entry<String, String>> all = new ArrayList<>(RunParameters.of(record).entrySet());
    for (int start = 0; start < all.size(); start += MOST_PARAMETERS) {
      Batch batch = new Batch(id);
      all.subList(start, Math.min(all.size(), start + MOST_PARAMETERS))
          .forEach(parameter -> batch.parameter(parameter.getKey(), parameter.getValue()));
      batch.send(server);
    }
  }

  /** Writes numbers, and a tag that counts them together with the last of them. */
  private void write(
      String id, RunRecord record, List<TrackedNumber> numbers, String tag, String value) {
    int start = 0;
    while (true) {
      int end = Math.min(numbers.size(), start + MOST_NUMBERS);
      Batch batch = new Batch(id);
      numbers.subList(start, end).forEach(number -> batch.number(number, record));
      if (end == numbers.size()) {
        batch.tag(tag, value).send(server);
        return;
      }
      batch.send(server);
      start = end;
    }
  }

  private void end(JsonNode there, String id, RunRecord record) {
    String status = record.finished() == null ? "KILLED" : "FINISHED";
    if (!there.path("info").path("status").asText().equals(status)) {
      long time =
          record.finished() == null
              ? RunTimes.end(record, record.roundSeconds().size())
              : Instant.parse(record.finished()).toEpochMilli();
      server.call(
          "runs/update",
          Json.object().put("run_id", id).put("status", status).put("end_time", time));
    }
  }
}
