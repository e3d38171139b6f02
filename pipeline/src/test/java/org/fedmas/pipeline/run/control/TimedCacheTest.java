package org.fedmas.pipeline.run.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimedCacheTest {

  @Test
  void aValueIsReusedUntilItsAgeIsOver() {
    TimedCache<Integer> cache = new TimedCache<>(Duration.ofHours(1).toNanos(), 0);

    assertThat(cache.get(() -> 1)).isEqualTo(1);
    assertThat(cache.get(() -> 2)).isEqualTo(1);
  }

  @Test
  void ageZeroRequestsEveryTime() {
    TimedCache<Integer> cache = new TimedCache<>(0, 0);

    assertThat(cache.get(() -> 1)).isEqualTo(1);
    assertThat(cache.get(() -> 2)).isEqualTo(2);
  }

  @Test
  void aFailedRequestKeepsTheLastValue() {
    TimedCache<Integer> cache = new TimedCache<>(0, 7);

    assertThat(cache.get(() -> failing())).isEqualTo(7);
  }

  private static int failing() {
    throw new UncheckedIOException(new IOException("no network"));
  }
}
