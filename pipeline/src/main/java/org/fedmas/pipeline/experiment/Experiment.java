package org.fedmas.pipeline.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.results.record.RunNames;

/**
 * A table of methods × folds × seeds over one base configuration.
 *
 * @param name of the table, and of the folder of its runs
 * @param baseline the method that the others are compared with
 * @param score id of the score that is compared
 * @param results folder of stored results; empty to keep results in the runs' folders only
 * @param grid folds and seeds
 * @param sources configurations of the methods
 */
public record Experiment(
    String name,
    String baseline,
    String score,
    Optional<Path> results,
    Grid grid,
    MethodSources sources) {

  /**
   * The folds and seeds of the methods.
   *
   * @param seeds of every method
   * @param more further seeds
   * @param moreMethods the methods that have the further seeds
   */
  record Grid(List<Integer> folds, List<Long> seeds, List<Long> more, List<String> moreMethods) {

    Grid {
      folds = List.copyOf(folds);
      seeds = List.copyOf(seeds);
      more = List.copyOf(more);
      moreMethods = List.copyOf(moreMethods);
    }
  }

  /** Returns the names of the methods, in the order of the file. */
  public List<String> methods() {
    return List.copyOf(sources.methods().keySet());
  }

  /** Returns the folds, in the order of the file. */
  public List<Integer> folds() {
    return grid.folds();
  }

  /**
   * Returns the runs in the order in which they start. All methods of the first seed come first, so
   * that a table over one seed is there early. Runs of one fold follow each other: they share
   * images, partition and features, which the first of them computes.
   */
  public List<ExperimentRun> runs() {
    List<ExperimentRun> runs = new ArrayList<>();
    Set<Long> seeds = new LinkedHashSet<>(grid.seeds());
    seeds.addAll(grid.more());
    for (long seed : seeds) {
      for (int fold : grid.folds()) {
        for (String method : methods()) {
          if (grid.seeds().contains(seed) || grid.moreMethods().contains(method)) {
            runs.add(new ExperimentRun(method, fold, seed));
          }
        }
      }
    }
    return runs;
  }

  /** Returns the name of a run in the store. */
  public String nameOf(ExperimentRun run) {
    return name + RunNames.OF_TABLE + run.name();
  }

  /**
   * Returns the settings of a run.
   *
   * @throws ConfigException with every problem at once
   */
  public Settings settings(ExperimentRun run) {
    return sources.settings(run);
  }

  /** Returns the extent in words, such as {@code 4 methods × 2 folds × 2 seeds: 16 runs}. */
  public String extent() {
    String more =
        grid.moreMethods().isEmpty()
            ? ""
            : ", and %s of them × %s × %s"
                .formatted(
                    grid.moreMethods().size(),
                    count(grid.folds().size(), "fold"),
                    count(grid.more().size(), "more seed"));
    return "%s × %s × %s%s: %s"
        .formatted(
            count(methods().size(), "method"),
            count(grid.folds().size(), "fold"),
            count(grid.seeds().size(), "seed"),
            more,
            count(runs().size(), "run"));
  }

  static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
