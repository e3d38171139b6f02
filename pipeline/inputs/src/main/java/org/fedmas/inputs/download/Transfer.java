package org.fedmas.inputs.download;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * The transfer of one file over one connection at a time: requests, retries and received bytes.
 * Source: RFC 9110, sections 8 (validators), 13 (If-Range), 14 (ranges). Uses HttpURLConnection,
 * since {@code java.net.http} has no timeout for the body of a response.
 */
final class Transfer {

  private static final int BUFFER = 1 << 16;
  private static final int OFFLINE_ATTEMPTS = 3;
  private static final Set<Integer> TRANSIENT = Set.of(408, 425, 429, 500, 502, 503, 504);
  private static final String TLS =
      "Check this machine's clock and proxy; if the server's certificate is incomplete or signed by"
          + " an authority of your network, name a trust store that has it:"
          + " FEDMAS_JAVA=-Djavax.net.ssl.trustStore=FILE. Or download the file with a browser";
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

  private final Download download;
  private final URI address;
  private final long atMost;
  private final PartFile part;
  private final BiConsumer<Long, Long> listener;
  private final RetryPolicy<Object> retries;
  private Duration retryAfter = Duration.ZERO;

  /** Largest number of bytes so far: a server that always starts again makes no progress. */
  private long reached;

  Transfer(
      Download download, URI address, long atMost, PartFile part, BiConsumer<Long, Long> listener) {
    this.download = download;
    this.address = address;
    this.atMost = atMost;
    this.part = part;
    this.listener = listener;
    this.reached = part.written();
    this.retries =
        RetryPolicy.builder()
            .handle(IOException.class)
            .abortOn(DownloadFailedException.class)
            .withMaxAttempts(download.settings().attempts())
            .withBackoff(download.settings().pause(), LONGEST_PAUSE)
            // a negative delay stands for the one of the backoff
            .withDelayFn(failed -> retryAfter.isZero() ? Duration.ofNanos(-1) : retryAfter)
            .build();
  }

  /**
   * Receives the missing bytes of the file.
   *
   * @throws DownloadFailedException if the server refuses, or the retries are exhausted
   */
  void run() throws IOException, InterruptedException {
    while (!part.isWhole()) {
      try {
        Failsafe.with(retries).run(context -> attempt(context.getAttemptCount() + 1));
      } catch (FailsafeException e) {
        if (e.getCause() instanceof InterruptedException interrupted) {
          throw interrupted;
        }
        throw e.getCause() instanceof DownloadFailedException failed
            ? failed
            : exhausted(download.settings().attempts(), Objects.requireNonNull(e.getCause()));
      }
    }
  }

  /** Sends one request; a connection that is cut after new bytes does not count as a failure. */
  private void attempt(int number) throws IOException, InterruptedException {
    retryAfter = Duration.ZERO;
    try {
      request();
    } catch (DownloadFailedException e) {
      throw e;
    } catch (IOException e) {
      if (isUntrusted(e)) {
        throw exhausted(number, e);
      }
      if (part.written() > reached) {
        reached = part.written();
        Thread.sleep(download.settings().pause().toMillis());
      } else if (reached == 0 && number == OFFLINE_ATTEMPTS && isOffline(e)) {
        throw exhausted(number, e);
      } else {
        throw e;
      }
    }
  }

  private static boolean isOffline(IOException e) {
    return e instanceof ConnectException || e instanceof UnknownHostException;
  }

  /** Returns whether the certificate of the server was refused, which a retry does not change. */
  private static boolean isUntrusted(Throwable e) {
    return e instanceof SSLException
        && Stream.iterate(e, Objects::nonNull, Throwable::getCause)
            .anyMatch(CertificateException.class::isInstance);
  }

  private DownloadFailedException exhausted(int attempts, Throwable cause) {
    String reason =
        cause instanceof IOException io && isOffline(io)
            ? "cannot reach %s (%s)".formatted(address.getHost(), io.getMessage())
            : cause instanceof SocketTimeoutException
                ? "no bytes for %s s".formatted(download.settings().timeout().toSeconds())
                : cause instanceof SSLException
                    ? "no secure connection to %s (%s). %s"
                        .formatted(address.getHost(), cause.getMessage(), TLS)
                    : Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    return new DownloadFailedException(
        "%s: download failed after %s attempts: %s".formatted(address, attempts, reason), cause);
  }

  private void request() throws IOException {
    boolean resumes = part.written() > 0 && !part.origin().validator().isEmpty();
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setConnectTimeout((int) download.settings().timeout().toMillis());
    connection.setReadTimeout((int) download.settings().timeout().toMillis());
    connection.setRequestProperty("User-Agent", "fedmas");
    connection.setRequestProperty("Accept-Encoding", "identity");
    if (resumes) {
      connection.setRequestProperty("Range", "bytes=%s-".formatted(part.written()));
      connection.setRequestProperty("If-Range", part.origin().validator());
    }
    try {
      int status = connection.getResponseCode();
      if (status == 200) {
        begin(connection);
      } else if (resumes && (status == 416 || status == 206 && !continues(connection))) {
        part.restart("", PartFile.UNKNOWN);
        throw new IOException("the file changed on the server during the download");
      } else if (TRANSIENT.contains(status)) {
        String wait = header(connection, "Retry-After");
        long seconds = wait.matches("\\d{1,9}") ? Long.parseLong(wait) : 0;
        retryAfter = Duration.ofSeconds(Math.min(seconds, LONGEST_PAUSE.toSeconds()));
        throw new IOException("the server answered " + status);
      } else if (status != 206 || !resumes) {
        String moved = header(connection, "Location");
        throw new DownloadFailedException(
            "%s: the server answered %s %s".formatted(address, status, moved).strip());
      }
      receive(connection.getInputStream());
    } finally {
      connection.disconnect();
    }
  }

  /** Returns whether a partial response begins at the first missing byte of the same version. */
  private boolean continues(HttpURLConnection response) {
    String range = header(response, "Content-Range");
    String tag = header(response, "ETag");
    PartFile.Origin origin = part.origin();
    return range.startsWith("bytes %s-".formatted(part.written()))
        && (origin.total() < 0 || range.endsWith("/" + origin.total()) || range.endsWith("/*"))
        && (tag.isEmpty() || tag.equals(origin.validator()));
  }

  /** Begins with the file as the server describes it now. */
  private void begin(HttpURLConnection response) throws IOException {
    long total = response.getContentLengthLong();
    requireAtMost(total);
    long usable = download.space().usable(part.folder());
    if (total > usable) {
      throw new DownloadFailedException(
          "%s: the file has %s bytes, but %s has room for %s"
              .formatted(address, total, part.folder(), usable));
    }
    String tag = header(response, "ETag");
    // a weak tag may stand for other bytes
    part.restart(tag.startsWith("\"") ? tag : "", total);
  }

  private void receive(InputStream body) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long total = part.origin().total();
    while (!part.isWhole()) {
      long missing = total < 0 ? BUFFER : total - part.written();
      int length = body.read(buffer, 0, (int) Math.min(BUFFER, missing));
      if (length >= 0) {
        requireAtMost(part.written() + length);
        part.append(buffer, length);
        listener.accept(part.written(), total);
      } else if (total < 0) {
        part.end();
      } else {
        throw new IOException("the connection ended %s bytes too early".formatted(missing));
      }
    }
  }

  private void requireAtMost(long bytes) throws DownloadFailedException {
    if (bytes > atMost) {
      throw new DownloadFailedException(
          "%s: the server offers %s bytes or more, expected at most %s"
              .formatted(address, bytes, atMost));
    }
  }

  private static String header(HttpURLConnection response, String name) {
    return Objects.requireNonNullElse(response.getHeaderField(name), "");
  }
}
