package org.fedmas.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.fedmas.contract.error.InterruptedRunException;
import org.junit.jupiter.api.Test;

class WaitingTest {

  private static final Duration POLL = Duration.ofMillis(1);

  @Test
  void aValueEndsTheWait() {
    AtomicInteger looks = new AtomicInteger();

    assertThat(Waiting.forValue(() -> third(looks), POLL, null)).contains("found");
    assertThat(looks).hasValue(3);
  }

  @Test
  void theLimitEndsTheWaitAfterOneLookAtLeast() {
    assertThat(Waiting.forValue(() -> Optional.of(1), POLL, Duration.ZERO)).contains(1);
    assertThat(Waiting.forValue(() -> Optional.empty(), POLL, Duration.ofMillis(5))).isEmpty();
  }

  @Test
  void aConditionEndsTheWait() {
    AtomicInteger looks = new AtomicInteger();
    Waiting.until(() -> looks.incrementAndGet() == 3, POLL);

    assertThat(looks).hasValue(3);
  }

  @Test
  void anInterruptEndsTheWaitAndStaysSet() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> Waiting.until(() -> false, POLL))
        .isInstanceOf(InterruptedRunException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private static Optional<String> third(AtomicInteger looks) {
    return looks.incrementAndGet() == 3 ? Optional.of("found") : Optional.empty();
  }
}
