package org.fedmas.inputs.download;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the head of an HTTP response says about the bytes that follow. Source: RFC 9110, sections 8
 * (validators), 13 (If-Range), 14 (ranges).
 */
record Answer(int status, HttpHeaders headers) {

  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (\\d{1,18})-\\d+/(\\d{1,18}|\\*)");
  private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  static Answer of(HttpResponse<?> response) {
    return new Answer(response.statusCode(), response.headers());
  }

  /** Returns whether the same request may well succeed a little later. */
  boolean isPassing() {
    return PASSING.contains(status);
  }

  /** Returns the length of the body in bytes, {@link Block#OPEN} if the server does not say. */
  long length() {
    return headers.firstValueAsLong("Content-Length").orElse(Block.OPEN);
  }

  boolean offersRanges() {
    return headers.firstValue("Accept-Ranges").map("bytes"::equalsIgnoreCase).orElse(false);
  }

  /** First byte of a partial body. */
  Optional<Long> rangeStart() {
    return contentRange().map(range -> Long.valueOf(range.group(1)));
  }

  /** Returns the length of the whole file that a partial body is taken from. */
  Optional<Long> rangeTotal() {
    return contentRange()
        .filter(range -> !range.group(2).equals("*"))
        .map(range -> Long.valueOf(range.group(2)));
  }

  /**
   * Returns a name for exactly these bytes that If-Range may carry, empty if there is none: a
   * strong entity tag, or a time of change that lies clearly before the response.
   */
  String validator() {
    String tag = headers.firstValue("ETag").orElse("");
    if (tag.startsWith("\"")) {
      return tag;
    }
    String modified = headers.firstValue("Last-Modified").orElse("");
    Instant changed = instant(modified);
    Instant sent = instant(headers.firstValue("Date").orElse(""));
    return changed != null && sent != null && changed.isBefore(sent.minusSeconds(1))
        ? modified
        : "";
  }

  /** How long the server asks to wait. */
  Optional<Duration> retryAfter() {
    return headers
        .firstValue("Retry-After")
        .filter(text -> text.matches("\\d{1,9}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .map(wait -> wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
  }

  private Optional<Matcher> contentRange() {
    return headers.firstValue("Content-Range").map(CONTENT_RANGE::matcher).filter(Matcher::matches);
  }

  private static @Nullable Instant instant(String httpDate) {
    try {
      return ZonedDateTime.parse(httpDate, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
