package org.fedmas.results.detail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.fedmas.results.record.RunRecord;
import org.junit.jupiter.api.Test;

class RunTimesTest {

  private static RunRecord.Job job(String kind, double seconds, int units) {
    return new RunRecord.Job(kind, kind + " of a round", "2026-01-01T00:00:00Z", seconds, units);
  }

  private static final RunTimes TIMES =
      RunTimes.of(
          List.of(job("local-work", 4, 6), job("aggregation", 1, 1), job("local-work", 3, 6)));

  @Test
  void jobsFollowEachOther() {
    assertThat(TIMES.jobs()).extracting(RunTimes.Job::begin).containsExactly(0.0, 4.0, 5.0);
  }

  @Test
  void jobsAreSummedByKind() {
    assertThat(TIMES.kinds())
        .containsExactly(
            new RunTimes.Kind("local-work", 2, 12, 7), new RunTimes.Kind("aggregation", 1, 1, 1));
  }

  @Test
  void manyJobsAreSummedOnly() {
    RunTimes times =
        RunTimes.of(Collections.nCopies(RunTimes.MOST_JOBS + 1, job("aggregation", 1, 1)));

    assertThat(times.jobs()).isEmpty();
    assertThat(times.kinds().get(0).jobs()).isEqualTo(RunTimes.MOST_JOBS + 1);
  }
}
