package org.fedmas.mlflow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fedmas.contract.Digest;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.score.RunSnapshot;
import org.fedmas.results.track.RoundSeries;
import org.fedmas.results.track.RunTimes;
import org.fedmas.results.track.TestSeries;
import org.fedmas.results.track.TrackedNumber;
import org.fedmas.results.track.Tracker;
import org.mlflow.api.proto.Service.CreateRun;
import org.mlflow.api.proto.Service.Experiment;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.Run;
import org.mlflow.api.proto.Service.RunStatus;
import org.mlflow.api.proto.Service.RunTag;
import org.mlflow.api.proto.Service.ViewType;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.RunsPage;

/**
 * A run on an MLflow server. The run is found again by a tag, and another tag says which rounds the
 * server has, so that no number is written twice.
 */
final class MlflowTracker implements Tracker {

  /** The most parameters of a request. */
  private static final int MOST_PARAMETERS = 100;

  /** The most numbers of a request, which may have 1,000 items of all kinds. */
  private static final int MOST_METRICS = 900;

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
    Run there = find(record);
    String id = there.getInfo().getRunId();
    Map<String, String> tags = RunTags.of(there);
    int before = Integer.parseInt(tags.getOrDefault(RunTags.WRITTEN, "0"));
    if (before == 0) {
      writeParameters(id, RunParameters.of(record));
    }
    RunMetrics metrics = run.metrics();
    int after = before;
    for (RunMetrics.RoundMetrics round : metrics.rounds()) {
      if (round.round() > after) {
        after = round.round();
        write(
            id,
            record,
            RoundSeries.of(round, metrics.clients()),
            RunTags.tag(RunTags.WRITTEN, Integer.toString(after)));
      }
    }
    if (run.isFinished()) {
      List<TrackedNumber> test = TestSeries.of(metrics);
      String content = Digest.of(test.toString()).toString();
      if (!test.isEmpty() && !content.equals(tags.get(RunTags.TEST))) {
        write(id, record, test, RunTags.tag(RunTags.TEST, content));
      }
    }
    if (!run.lasts()) {
      end(there, record);
    }
    return after > before
        ? "written to %s, run %s: rounds up to %s".formatted(server.address(), id, after)
        : "%s, run %s already has the rounds up to %s".formatted(server.address(), id, before);
  }

  private Run find(RunRecord record) {
    String in = experimentId();
    String filter =
        "tags.`%s` = '%s'".formatted(RunTags.IDENTITY, RunTags.identity(record));
    RunsPage found =
        server.ask(client -> client.searchRuns(List.of(in), filter, ViewType.ACTIVE_ONLY, 1));
    return found.getItems().stream().findFirst().orElseGet(() -> create(in, record));
  }

  private String experimentId() {
    Optional<Experiment> found = server.ask(client -> client.getExperimentByName(experiment));
    return found
        .map(Experiment::getExperimentId)
        .orElseGet(() -> server.ask(client -> client.createExperiment(experiment)));
  }

  private Run create(String in, RunRecord record) {
    CreateRun request =
        CreateRun.newBuilder()
            .setExperimentId(in)
            .setStartTime(RunTimes.start(record))
            .addAllTags(RunTags.first(record))
            .build();
    return Run.newBuilder().setInfo(server.ask(client -> client.createRun(request))).build();
  }

  private void writeParameters(String id, List<Param> parameters) {
    for (int start = 0; start < parameters.size(); start += MOST_PARAMETERS) {
      List<Param> some =
          parameters.subList(start, Math.min(parameters.size(), start + MOST_PARAMETERS));
      send(client -> client.logBatch(id, List.of(), some, List.of()));
    }
  }

  /** Writes numbers, the tag that counts them together with the last. */
  private void write(String id, RunRecord record, List<TrackedNumber> numbers, RunTag tag) {
    List<Metric> metrics = new ArrayList<>();
    for (TrackedNumber number : numbers) {
      metrics.add(
          Metric.newBuilder()
              .setKey(number.series())
              .setValue(number.value())
              .setTimestamp(RunTimes.end(record, number.round()))
              .setStep(number.round())
              .build());
    }
    int start = 0;
    while (metrics.size() - start > MOST_METRICS) {
      List<Metric> some = metrics.subList(start, start + MOST_METRICS);
      send(client -> client.logBatch(id, some, List.of(), List.of()));
      start += MOST_METRICS;
    }
    List<Metric> rest = metrics.subList(start, metrics.size());
    send(client -> client.logBatch(id, rest, List.of(), List.of(tag)));
  }

  private void end(Run there, RunRecord record) {
    RunStatus status = record.finished() == null ? RunStatus.KILLED : RunStatus.FINISHED;
    if (there.getInfo().getStatus() != status) {
      long time =
          record.finished() == null
              ? RunTimes.end(record, record.roundSeconds().size())
              : Instant.parse(record.finished()).toEpochMilli();
      send(client -> client.setTerminated(there.getInfo().getRunId(), status, time));
    }
  }

  /** A call without an answer. */
  private interface Call {
    void on(MlflowClient client);
  }

  private void send(Call call) {
    server.ask(
        client -> {
          call.on(client);
          return true;
        });
  }

  @Override
  public void close() {
    server.close();
  }
}
