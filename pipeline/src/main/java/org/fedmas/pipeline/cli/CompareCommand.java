package org.fedmas.pipeline.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.results.compare.CompareSettings;
import org.fedmas.results.compare.ComparedRuns;
import org.fedmas.results.compare.Comparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "compare",
    description = "Compares runs on one set of test images; seeds of a configuration are one row.")
final class CompareCommand implements Callable<ExitCode> {

  @Parameters(paramLabel = "RUN", arity = "0..*", description = "Names of runs, or bundles.")
  List<String> runs = new ArrayList<>();

  @Mixin TableOptions table = new TableOptions();

  @Mixin StoreOptions store = new StoreOptions();

  @Mixin DataFolder data = new DataFolder();

  @Override
  public ExitCode call() throws Exception {
    table.format();
    CompareSettings settings = table.settings();
    List<String> names = new ArrayList<>(runs);
    if (store.run != null) {
      names.add(store.run);
    }
    ComparedRuns compared =
        Comparison.of(TableOptions.read(names, store.place(), data.folder()), settings);
    return table.print(compared);
  }
}
