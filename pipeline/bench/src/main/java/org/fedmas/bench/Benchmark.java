package org.fedmas.bench;

/** A benchmark. */
interface Benchmark {

  /** Runs the benchmark. */
  Finding run(Bench bench) throws Exception;
}
