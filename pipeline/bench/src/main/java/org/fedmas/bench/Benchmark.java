package org.fedmas.bench;

/** A benchmark. */
interface Benchmark {

  /** Returns the name for {@code --only}. */
  String name();

  /** Runs the benchmark. */
  Finding run(Bench bench) throws Exception;
}
