package org.fedmas.inputs.download;

import java.time.Duration;

/**
 * Retries and timeout of downloads.
 *
 * @param attempts consecutive requests without a new byte after which a download fails
 * @param pause wait before the first retry; doubles with each further retry, up to two minutes
 * @param timeout longest time without a byte before a connection counts as cut
 */
public record DownloadSettings(int attempts, Duration pause, Duration timeout) {

  /** Settings for servers on the internet. */
  public static final DownloadSettings DEFAULT =
      new DownloadSettings(6, Duration.ofSeconds(1), Duration.ofSeconds(60));
}
