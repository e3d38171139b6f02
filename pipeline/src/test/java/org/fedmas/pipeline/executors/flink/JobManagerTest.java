package org.fedmas.pipeline.executors.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fedmas.contract.Waiting;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.StageFailedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers as a JobManager of Flink 1.19 gives them. */
class JobManagerTest {

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private JobManager manager;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          String answer = answers.get(exchange.getRequestURI().getPath());
          byte[] bytes = (answer == null ? "{\"errors\":[\"not found\"]}" : answer).getBytes(UTF_8);
          exchange.sendResponseHeaders(answer == null ? 404 : 200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    manager =
        new JobManager("http://localhost:" + server.getAddress().getPort(), Duration.ofMillis(600));
    answers.put("/config", "{\"flink-version\":\"1.19.3\"}");
    answers.put("/overview", "{\"taskmanagers\":2,\"slots-total\":6}");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void returnsTheCapacity() {
    assertThat(manager.requireSlots("1.19.3")).isEqualTo(6);
    assertThat(manager.capacity()).isEqualTo(new ClusterCapacity(2, 6));
  }

  @Test
  void anotherFlinkIsRefused() {
    assertThatThrownBy(() -> manager.requireSlots("1.19.0"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("found Flink 1.19.3", "expected 1.19.0");
  }

  @Test
  void aClusterWithoutWorkersIsRefused() {
    answers.put("/overview", "{\"taskmanagers\":0,\"slots-total\":0}");

    assertThatThrownBy(() -> manager.requireSlots("1.19.3"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("found no TaskManagers");
  }

  @Test
  void anUnreachableAddressIsAConfigurationError() {
    server.stop(0);

    assertThatThrownBy(() -> manager.requireSlots("1.19.3"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("no JobManager answers", "make cluster-up");
  }

  @Test
  void jobsAreFoundByNameAndFollowed() {
    answers.put(
        "/jobs/overview",
        "{\"jobs\":[{\"jid\":\"a1\",\"name\":\"other\"},{\"jid\":\"b2\",\"name\":\"ours\"}]}");
    answers.put("/jobs/b2/status", "{\"status\":\"RUNNING\"}");

    assertThat(manager.find("ours")).contains("b2");
    assertThat(manager.find("nobody's")).isEmpty();
    assertThat(manager.status("b2")).isEqualTo("RUNNING");
  }

  @Test
  void jobsAreCancelledByPatch() {
    manager.cancel("b2");

    assertThat(asked).containsExactly("PATCH /jobs/b2?mode=cancel");
    server.stop(0);
    manager.cancel("b2"); // the next request for the status reports the lost JobManager
  }

  @Test
  void aClusterWithoutWorkersTimesOut() throws Exception {
    answers.put("/overview", "{\"taskmanagers\":0,\"slots-total\":0}");
    TaskManagerWatch patient = new TaskManagerWatch(manager, Duration.ofMinutes(1), Duration.ZERO);
    TaskManagerWatch hasty = new TaskManagerWatch(manager, Duration.ofMillis(1), Duration.ZERO);
    Waiting.pause(Duration.ofMillis(2));

    patient.require();
    assertThatThrownBy(hasty::require)
        .isInstanceOf(StageFailedException.class)
        .hasMessageContainingAll("has had no TaskManager", "make cluster-up");
    answers.put("/overview", "{\"taskmanagers\":1,\"slots-total\":3}");
    hasty.require();
  }

  @Test
  void aLostJobIsAnError() {
    assertThatThrownBy(() -> manager.status("b2"))
        .isInstanceOf(StageFailedException.class)
        .hasMessageContaining("lost the job");
  }

  @Test
  void aSilentJobManagerTimesOut() {
    server.stop(0);

    assertThatThrownBy(() -> manager.status("b2"))
        .isInstanceOf(StageFailedException.class)
        .hasMessageContainingAll("has not answered for", "restart it");
  }

  @Test
  void theCauseOfAFailureIsTheInnermostWithItsWorker() {
    answers.put(
        "/jobs/b2/exceptions",
        """
        {"exceptionHistory":{"entries":[{"taskManagerId":"taskmanager-2","endpoint":"host:7","stacktrace":
        "org.apache.flink.runtime.JobException: Recovery is suppressed\\n\\tat a.B\\nCaused by: java.lang.Exception: The data task failed\\n\\tat c.D\\nCaused by: java.io.IOException: broken pipe\\n\\tat e.F"}]}}
        """);

    assertThat(manager.failure("b2"))
        .isEqualTo("IOException: broken pipe (on taskmanager-2 at host:7)");
  }

  @Test
  void aRefusedWorkerIsReportedAlone() {
    answers.put(
        "/jobs/b2/exceptions",
        """
        {"root-exception":"java.lang.Exception: The user function failed\\n\\tat a.B\\nCaused by: org.fedmas.pipeline.executors.beam.RefusedWorkerException: worker 7 runs another build\\n\\tat c.D"}
        """);

    assertThat(manager.failure("b2")).isEqualTo("worker 7 runs another build");
  }
}
