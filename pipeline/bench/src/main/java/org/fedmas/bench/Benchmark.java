package org.fedmas.bench;

/** A benchmark. */
interface Benchmark {

  Finding run(Bench bench) throws Exception;
}
