package org.fedmas.pipeline.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** How many units run at a time where no user says so. */
class ExecutorsTest {

  private static final long GIB = 1L << 30;

  @Test
  void unitsWithSeveralThreadsGetOneMoreWhereMemoryAllows() {
    assertEquals(2, Executors.usual(2, 24 * GIB, 2));
    assertEquals(9, Executors.usual(16, 128 * GIB, 2));
    assertEquals(1, Executors.usual(2, 8 * GIB, 2), "two units do not fit in 8 GiB");
    assertEquals(8, Executors.usual(16, 50 * GIB, 2), "nine units do not fit in 50 GiB");
  }

  @Test
  void unitsWithOneThreadGetAProcessorEach() {
    assertEquals(2, Executors.usual(2, 24 * GIB, 1));
    assertEquals(2, Executors.usual(2, 4 * GIB, 1));
    assertEquals(1, Executors.usual(1, 24 * GIB, 2), "nothing to share on one processor");
    assertEquals(2, Executors.usual(2, 24 * GIB, 4), "more threads than processors");
  }
}
