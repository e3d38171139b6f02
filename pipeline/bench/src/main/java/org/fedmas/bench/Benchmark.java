package org.fedmas.bench;

/** Something to measure. */
interface Benchmark {

  /** How {@code --only} calls it. */
  String name();

  /** Measures it. */
  Finding run(Bench bench) throws Exception;
}
