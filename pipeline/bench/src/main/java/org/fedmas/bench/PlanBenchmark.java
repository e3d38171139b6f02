package org.fedmas.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Commands that find everything present: 100 rounds of the built-in sample with six clients, by the
 * clock, the start of Java included.
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
      // the first one takes the scores of all rounds, which later ones remember
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
                      ", to be below %.0f: %s",
                      WANTED,
                      seconds.median() < WANTED ? "holds" : "DOES NOT HOLD")
              : line);
    }
    return Finding.ofNotes(name(), notes);
  }
}
