package org.fedmas.bench;

import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The innermost loops under JMH, each in its own process. */
final class KernelBenchmark implements Benchmark {

  @Override
  public Finding run(Bench bench) throws Exception {
    int seconds = bench.quick() ? 1 : 2;
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include("org\\.fedmas\\.bench\\.kernel\\..*")
                    .mode(Mode.AverageTime)
                    .forks(1)
                    .threads(1)
                    .warmupIterations(2)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(bench.turns())
                    .measurementTime(TimeValue.seconds(seconds))
                    .timeUnit(TimeUnit.MILLISECONDS)
                    .jvmArgsAppend("-Dfedmas.bench.work=" + bench.work())
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    Finding finding = new Finding();
    for (RunResult result : results) {
      var score = result.getPrimaryResult();
      double error = score.getScoreError();
      finding =
          finding.with(
              "%-44s %10.4f %s %s",
              result.getParams().getBenchmark().replaceAll("^.*\\.kernel\\.", ""),
              score.getScore(),
              // the error needs at least three measurements
              Double.isNaN(error) ? "" : String.format(Locale.ROOT, "± %.4f", error),
              score.getScoreUnit());
    }
    return finding.with("by the clock: on a busy machine these are upper bounds");
  }
}
