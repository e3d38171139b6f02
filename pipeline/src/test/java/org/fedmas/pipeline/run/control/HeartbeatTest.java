package org.fedmas.pipeline.run.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.fedmas.contract.json.Json;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

  private static final String UNIT = "training/round-2/client-3";

  @Test
  void textHasEpochShareSpeedAndWorker() {
    assertThat(beat(150, 200, 4, 81.6).text())
        .isEqualTo(UNIT + " epoch 4/4 75 % at 82 images/s (process 7 on host)");
    assertThat(beat(200, 200, 4, 81.6).text()).contains("epoch 4/4 100 %");
    assertThat(beat(0, 200, 4, 0).text()).contains("epoch 1/4 0 % (");
  }

  @Test
  void textOmitsUnknownProgress() {
    assertThat(beat(0, 0, 0, 0).text()).isEqualTo(UNIT + " (process 7 on host)");
  }

  @Test
  void travelsAsJson() {
    Heartbeat beat = beat(150, 200, 4, 81.6);

    assertThat(Heartbeat.of(Json.mapper().valueToTree(beat.json()))).isEqualTo(beat);
  }

  private static Heartbeat beat(long done, long total, int epochs, double rate) {
    return new Heartbeat(UNIT, done, total, epochs, rate, "process 7 on host", null);
  }
}
