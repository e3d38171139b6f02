package org.fedmas.inputs.download;

import java.time.Duration;

/**
 * How patient downloads are.
 *
 * @param attempts requests in a row without a single new byte before a download gives up
 * @param pause wait after the first of them; doubles with each, up to a minute
 * @param silence how long a connection may send nothing
 * @param blockBytes length of a range; files of two ranges or more come over several connections
 * @param connections at once, of one file
 */
public record DownloadSettings(
    int attempts, Duration pause, Duration silence, long blockBytes, int connections) {

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** For servers in the open internet. */
  public static final DownloadSettings DEFAULT =
      new DownloadSettings(6, Duration.ofSeconds(1), Duration.ofSeconds(60), 64L << 20, 4);

  /** How long to wait after so many failures in a row. */
  Duration pauseAfter(int failures) {
    Duration pause = pause().multipliedBy(1L << Math.min(failures - 1, 20));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }
}
