package org.fedmas.pipeline.executors.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.InterruptedRunException;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.contract.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * The JobManager of a Flink cluster, asked over its REST interface. It is given up after {@link
 * #PATIENCE} of silence, so that a driver says soon that it is gone.
 */
public final class JobManager {

  /** How long a JobManager may be silent before it counts as lost. */
  static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final int DEFAULT_PORT = 8081;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWER).build();
  private final String address;
  private final Duration patience;

  /**
   * Creates the JobManager at an address.
   *
   * @param master {@code host:port} or {@code host}, as given with {@code --flinkMaster}
   */
  public JobManager(String master) {
    this(master, PATIENCE);
  }

  JobManager(String master, Duration patience) {
    String plain = master.replaceFirst("^https?://", "").replaceFirst("/+$", "");
    this.address = plain.contains(":") ? plain : plain + ":" + DEFAULT_PORT;
    this.patience = patience;
  }

  /**
   * Looks whether the cluster can take jobs of this driver.
   *
   * @param flinkVersion the driver's
   * @return how many units it can run at once
   * @throws ConfigException if it cannot be reached, runs another Flink, or has no workers
   */
  public int requireSlots(String flinkVersion) {
    JsonNode config;
    JsonNode overview;
    try {
      config = once("/config");
      overview = once("/overview");
    } catch (IOException e) {
      throw new ConfigException(
          "--flinkMaster="
              + address
              + ": no JobManager answers there ("
              + e
              + "); make cluster-up starts a cluster on this machine",
          e);
    }
    String version = config.path("flink-version").asText();
    if (!version.equals(flinkVersion)) {
      throw new ConfigException(
          "--flinkMaster="
              + address
              + " runs Flink "
              + version
              + ", this driver Flink "
              + flinkVersion
              + "; fill the cluster's lib/ from the driver's checkout: make cluster-home");
    }
    int slots = ClusterCapacity.of(overview).slots();
    if (slots < 1) {
      throw new ConfigException(
          "--flinkMaster=" + address + " has no TaskManagers; start some, or look at their logs");
    }
    return slots;
  }

  /** What the cluster can take now. */
  public ClusterCapacity room() {
    return ClusterCapacity.of(get("/overview"));
  }

  /** Returns the number of the job with that name; empty if there is none yet. */
  public Optional<String> find(String jobName) {
    for (JsonNode job : get("/jobs/overview").path("jobs")) {
      if (job.path("name").asText().equals(jobName)) {
        return Optional.of(job.path("jid").asText());
      }
    }
    return Optional.empty();
  }

  /**
   * How a job stands, in Flink's words: RUNNING, FINISHED, FAILED, ….
   *
   * @throws StageFailedException if the JobManager was started anew and has forgotten it
   */
  public String status(String job) {
    String status = get("/jobs/" + job + "/status").path("status").asText();
    if (status.isEmpty()) {
      throw new StageFailedException(
          "the JobManager at "
              + address
              + " knows nothing of a job that it had taken: it was started anew meanwhile");
    }
    return status;
  }

  /** Why a job failed. */
  public String failure(String job) {
    return JobFailure.of(get("/jobs/" + job + "/exceptions?maxExceptions=5"));
  }

  /** Ends a job; its units' threads are interrupted. */
  public void cancel(String job) {
    try {
      client.send(
          request("/jobs/" + job + "?mode=cancel")
              .method("PATCH", HttpRequest.BodyPublishers.noBody())
              .build(),
          HttpResponse.BodyHandlers.discarding());
    } catch (IOException e) {
      // it ended, or the JobManager is gone: both are seen by who asks for its status
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  /** Asks until there is an answer, or for as long as patience lasts. */
  JsonNode get(String path) {
    long start = System.nanoTime();
    @Nullable IOException last = null;
    while (last == null || System.nanoTime() - start < patience.toNanos()) {
      try {
        return once(path);
      } catch (IOException e) {
        last = e;
        pause(500);
      }
    }
    throw new StageFailedException(
        "the JobManager at "
            + address
            + " has not answered for "
            + patience.toSeconds()
            + " s ("
            + last
            + "); start it again (make cluster-up, for a cluster on this machine)",
        last);
  }

  /** Waits a moment. */
  public static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw interrupted();
    }
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
    return new InterruptedRunException("the run was stopped while a cluster worked");
  }
}
