package org.fedmas.pipeline.executors.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.fedmas.contract.Waiting;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.InterruptedRunException;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.contract.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A client of a Flink cluster's JobManager, over the REST interface. A JobManager counts as lost
 * after {@link #TIMEOUT} without an answer.
 */
public final class JobManager {

  static final Duration TIMEOUT = Duration.ofSeconds(15);

  private static final Duration RETRY = Duration.ofMillis(500);

  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final int DEFAULT_PORT = 8081;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWER).build();
  private final String address;
  private final Duration timeout;

  /**
   * Creates a client.
   *
   * @param master {@code host:port} or {@code host}, as given with {@code --flinkMaster}
   */
  public JobManager(String master) {
    this(master, TIMEOUT);
  }

  JobManager(String master, Duration timeout) {
    String plain = master.replaceFirst("^https?://", "").replaceFirst("/+$", "");
    this.address = plain.contains(":") ? plain : plain + ":" + DEFAULT_PORT;
    this.timeout = timeout;
  }

  /**
   * Checks that the cluster can take jobs of this driver.
   *
   * @param flinkVersion the Flink version of the driver
   * @return the number of units that the cluster runs in parallel
   * @throws ConfigException if the cluster is unreachable, runs another version or has no workers
   */
  public int requireSlots(String flinkVersion) {
    JsonNode config;
    JsonNode overview;
    try {
      config = once("/config");
      overview = once("/overview");
    } catch (IOException e) {
      throw new ConfigException(
          "--flinkMaster=%s: no JobManager answers (%s); start a cluster on this machine with make cluster-up"
              .formatted(address, e),
          e);
    }
    String version = config.path("flink-version").asText();
    if (!version.equals(flinkVersion)) {
      throw new ConfigException(
          """
          --flinkMaster=%s: found Flink %s, expected %s as on this driver; fill the cluster's lib/ \
          from the driver's checkout: make cluster-home"""
              .formatted(address, version, flinkVersion));
    }
    int slots = ClusterCapacity.of(overview).slots();
    if (slots < 1) {
      throw new ConfigException(
          "--flinkMaster=%s: found no TaskManagers; start some, or look at their logs"
              .formatted(address));
    }
    return slots;
  }

  public ClusterCapacity capacity() {
    return ClusterCapacity.of(get("/overview"));
  }

  /** Returns the id of the job with a name; empty if the JobManager does not list the job yet. */
  public Optional<String> find(String jobName) {
    for (JsonNode job : get("/jobs/overview").path("jobs")) {
      if (job.path("name").asText().equals(jobName)) {
        return Optional.of(job.path("jid").asText());
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the status of a job as Flink names it: RUNNING, FINISHED, FAILED, ….
   *
   * @throws StageFailedException if the JobManager was restarted and has lost the job
   */
  public String status(String job) {
    String status = get("/jobs/" + job + "/status").path("status").asText();
    if (status.isEmpty()) {
      throw new StageFailedException(
          "the JobManager at %s lost the job: it was restarted while the job ran"
              .formatted(address));
    }
    return status;
  }

  /** Returns the cause of a failed job. */
  public String failure(String job) {
    return JobFailure.of(get("/jobs/" + job + "/exceptions?maxExceptions=5"));
  }

  /** Cancels a job, which interrupts the threads of its units. */
  public void cancel(String job) {
    try {
      client.send(
          request("/jobs/" + job + "?mode=cancel")
              .method("PATCH", HttpRequest.BodyPublishers.noBody())
              .build(),
          HttpResponse.BodyHandlers.discarding());
    } catch (IOException e) {
      // the next request for the status reports a job that ended or a lost JobManager
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** Repeats a request until it succeeds or times out. */
  JsonNode get(String path) {
    long start = System.nanoTime();
    @Nullable IOException last = null;
    while (last == null || System.nanoTime() - start < timeout.toNanos()) {
      try {
        return once(path);
      } catch (IOException e) {
        last = e;
        Waiting.pause(RETRY);
      }
    }
    throw new StageFailedException(
        """
        the JobManager at %s has not answered for %s s (%s); restart it (make cluster-up, for a \
        cluster on this machine)"""
            .formatted(address, timeout.toSeconds(), last),
        last);
  }

  private JsonNode once(String path) throws IOException {
    try {
      HttpResponse<byte[]> answer =
          client.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() >= 500) {
        throw new IOException("status " + answer.statusCode() + " for " + path);
      }
      return Json.mapper().readTree(answer.body());
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://" + address + path)).timeout(ANSWER);
  }

  private static InterruptedRunException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedRunException("the run was cancelled while a cluster worked");
  }
}
