package org.fedmas.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Wall-clock times of commands on a completed run: 100 rounds of the built-in sample with six
 * clients, including the start of Java.
 */
final class PlanBenchmark implements Benchmark {

  private static final double WANTED = 2;

  @Override
  public String name() {
    return "plan";
  }

  @Override
  public Finding run(Bench bench) throws Exception {
    Path store = bench.work().resolve("plan");
    int units = LongRun.fill(store);
    List<String> notes = new ArrayList<>();
    notes.add(LongRun.ROUNDS + " rounds of the sample, " + units + " units, all present");
    for (String command : List.of("plan", "status", "run")) {
      Program program =
          Program.fedmas(
              command,
              "--rounds",
              Integer.toString(LongRun.ROUNDS),
              "--artifacts",
              store.toString());
      // the first call computes the scores of all rounds, which later calls find in a cache
      double first = program.seconds();
      List<Double> turns = new ArrayList<>();
      for (int turn = 0; turn < bench.turns(); turn++) {
        turns.add(program.seconds());
      }
      Spread seconds = Spread.of(turns);
      String line =
          String.format(Locale.ROOT, "fedmas %s: %s s, the first %.2f s", command, seconds, first);
      notes.add(
          command.equals("plan")
              ? line
                  + String.format(
                      Locale.ROOT,
                      ", target below %.0f: %s",
                      WANTED,
                      seconds.median() < WANTED ? "met" : "MISSED")
              : line);
    }
    return Finding.ofNotes(name(), notes);
  }
}
