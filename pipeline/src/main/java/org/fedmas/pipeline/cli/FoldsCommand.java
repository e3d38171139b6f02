package org.fedmas.pipeline.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.results.compare.CompareSettings;
import org.fedmas.results.compare.ComparedRuns;
import org.fedmas.results.folds.FoldComparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "folds",
    description = "Shows mean and deviation over folds and seeds, and compares methods over folds.")
final class FoldsCommand implements Callable<ExitCode> {

  @Parameters(
      paramLabel = "RUN",
      arity = "0..*",
      description = "Names of runs (default: those of --config or --run, one per fold).")
  List<String> runs = new ArrayList<>();

  @Option(
      names = "--folds",
      paramLabel = "N,A..B",
      description = "Folds of --config; with --run NAME the runs are NAME-foldN (default: 1..5).")
  String folds = "1..5";

  @Mixin TableOptions table = new TableOptions();

  @Mixin ConfigOptions options = new ConfigOptions();

  @Override
  public ExitCode call() throws Exception {
    table.format();
    CompareSettings settings = table.settings();
    List<String> names = runs.isEmpty() ? options.runsOfFolds(numbers(folds)) : runs;
    ComparedRuns compared =
        FoldComparison.of(
            TableOptions.read(names, options.store.place(), options.data.folder()), settings);
    return table.print(compared);
  }

  /** Returns the folds of a list of numbers and ranges. */
  static List<Integer> numbers(String text) {
    List<Integer> numbers = new ArrayList<>();
    for (String part : text.strip().split("[, ]+", -1)) {
      if (!part.matches("\\d{1,4}(\\.\\.\\d{1,4})?")) {
        throw new ConfigException(
            "--folds %s: expected numbers and ranges, such as 1..5 or 1,3".formatted(text));
      }
      String[] ends = part.split("\\.\\.", -1);
      int last = Integer.parseInt(ends[ends.length - 1]);
      for (int fold = Integer.parseInt(ends[0]); fold <= last; fold++) {
        numbers.add(fold);
      }
    }
    return numbers;
  }
}
