package org.fedmas.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.results.report.PlainMetrics;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.score.RunSnapshot;
import org.fedmas.results.track.RoundSeries;
import org.fedmas.results.track.RunExample;
import org.fedmas.results.track.TestSeries;
import org.fedmas.results.track.TrackedNumber;
import org.fedmas.results.track.TrackingService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MlflowTrackerTest {

  private static final Credentials NONE = Credentials.of(Map.of());

  private FakeMlflow server;

  @BeforeEach
  void start() throws Exception {
    server = new FakeMlflow();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String write(RunSnapshot run) {
    return write(run, NONE);
  }

  private String write(RunSnapshot run, Credentials credentials) {
    return new MlflowTracker(new Server(server.address(), credentials), "fedmas").write(run);
  }

  @Test
  void everyNumberArrivesOnce() {
    RunSnapshot run = RunExample.of(3).finished();
    List<TrackedNumber> numbers = new ArrayList<>();
    run.metrics()
        .rounds()
        .forEach(round -> numbers.addAll(RoundSeries.of(round, run.metrics().clients())));
    numbers.addAll(TestSeries.of(run.metrics()));
    write(run);
    List<TrackedNumber> arrived = new ArrayList<>();
    for (JsonNode one : server.only().metrics) {
      arrived.add(
          new TrackedNumber(
              one.get("key").asText(), one.path("step").asInt(), one.get("value").asDouble()));
    }
    assertThat(arrived).isEqualTo(numbers);
  }

  @Test
  void timesFollowFromTheRun() {
    write(RunExample.of(1).running());
    assertThat(server.only().info.get("start_time").asLong()).isEqualTo(1767225600_000L);
    assertThat(server.only().metrics.get(0).get("timestamp").asLong()).isEqualTo(1767225611_000L);
  }

  @Test
  void theConfigurationIsItsParameters() {
    write(RunExample.of(1).running());
    assertThat(server.only().parameters)
        .containsExactly(Map.entry("training.learning-rate", "0.5"));
    assertThat(server.only().tags).containsEntry("mlflow.runName", "tiny");
  }

  @Test
  void aSecondExportChangesNothing() {
    write(RunExample.of(3).finished());
    List<String> before = List.copyOf(server.changes);
    assertThat(write(RunExample.of(3).finished())).endsWith("already has the rounds up to 3");
    assertThat(server.changes).isEqualTo(before);
  }

  @Test
  void laterRoundsJoinTheSameRun() {
    write(RunExample.of(1).running());
    int first = server.only().metrics.size();
    assertThat(write(RunExample.of(2).running())).endsWith(": rounds up to 2");
    assertThat(server.only().metrics.subList(first, server.only().metrics.size()))
        .allMatch(metric -> metric.get("step").asInt() == 2);
  }

  @Test
  void anotherConfigurationIsAnotherRun() {
    write(RunExample.of(1).finished());
    write(new RunExample("tiny", 1, 0.25).finished());
    write(new RunExample("other", 1, 0.5).finished());
    assertThat(server.runs).hasSize(3);
  }

  @Test
  void theStatusTellsHowTheRunEnded() {
    write(RunExample.of(1).running());
    assertThat(server.only().info.get("status").asText()).isEqualTo("RUNNING");
    write(RunExample.of(1).stopped());
    assertThat(server.only().info.get("status").asText()).isEqualTo("KILLED");
    write(RunExample.of(2).finished());
    assertThat(server.only().info.get("status").asText()).isEqualTo("FINISHED");
    assertThat(server.only().info.get("end_time").asLong()).isEqualTo(1767229200_000L);
  }

  @Test
  void aRoundOfManyClientsIsSentInParts() {
    RunSnapshot run = manyClients(1500);
    write(run);
    assertThat(server.only().metrics).hasSize(1500 + 2);
    assertThat(server.only().tags).containsEntry(RunTags.WRITTEN, "1");
  }

  private static RunSnapshot manyClients(int count) {
    RunSnapshot small = RunExample.of(1).running();
    List<RunMetrics.Client> clients = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      clients.add(new RunMetrics.Client(k, "c" + k, new RunMetrics.Images(1, 1, 1), null));
    }
    RunMetrics.RoundMetrics round =
        new RunMetrics.RoundMetrics(
            1,
            Collections.nCopies(count, 1.0 / count),
            1.0,
            List.of(),
            small.metrics().rounds().get(0).global(),
            null);
    RunMetrics metrics = PlainMetrics.of("tiny", 1, 0, List.of("A"), clients, List.of(round), null);
    return new RunSnapshot(small.record(), metrics, true);
  }

  @Test
  void aUserAndAPasswordAreSent() {
    write(RunExample.of(1).running(), new Credentials("user", "secret", null));
    assertThat(server.authorization).isEqualTo("Basic dXNlcjpzZWNyZXQ=");
  }

  @Test
  void aTokenIsSent() {
    write(RunExample.of(1).running(), new Credentials(null, null, "secret"));
    assertThat(server.authorization).isEqualTo("Bearer secret");
  }

  @Test
  void credentialsStayOutOfMessages() {
    assertThat(new Credentials("user", "secret", "secret").toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "401, MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD",
    "403, MLFLOW_TRACKING_TOKEN",
    "404, Check the address",
    "500, Read the server's log",
    "503, call again"
  })
  void anErrorOfTheServerIsOneMessage(int status, String hint) {
    server.failing = status;
    assertThatThrownBy(() -> write(RunExample.of(1).running()))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining("--mlflow " + server.address() + ": found the answer " + status)
        .hasMessageContaining(hint)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void aServerThatIsDownIsOneMessage() throws Exception {
    URI nowhere;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nowhere = URI.create("http://127.0.0.1:" + free.getLocalPort());
    }
    MlflowTracker tracker = new MlflowTracker(new Server(nowhere, NONE), "fedmas");
    assertThatThrownBy(() -> tracker.write(RunExample.of(1).running()))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining("--mlflow " + nowhere + ": cannot be reached (connection refused)")
        .hasMessageContaining("check the address");
  }

  @Test
  void anotherServerIsToldByItsAnswer() {
    server.page = "<html>Welcome</html>";
    assertThatThrownBy(() -> write(RunExample.of(1).running()))
        .isInstanceOf(MissingInputException.class)
        .hasMessageContaining("found an answer that is not MLflow's (<html>Welcome</html>)");
  }

  @Test
  void theCommandFindsTheService() {
    assertThat(TrackingService.named("mlflow")).isPresent();
    assertThat(TrackingService.named("other")).isEmpty();
  }
}
