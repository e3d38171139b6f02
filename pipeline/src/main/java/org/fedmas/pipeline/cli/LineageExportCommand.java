package org.fedmas.pipeline.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.contract.json.Json;
import org.fedmas.pipeline.housekeeping.Lineage;
import org.fedmas.pipeline.housekeeping.RunCrate;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.report.JsonText;
import org.fedmas.store.file.DurableFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "export",
    description = "Writes the provenance of a run as a Workflow Run RO-Crate.")
final class LineageExportCommand implements Callable<ExitCode> {

  @Mixin ConfigOptions options = new ConfigOptions();

  @Option(
      names = "--format",
      paramLabel = "ro-crate",
      description = "Output format (default: ro-crate).")
  String format = "ro-crate";

  @Option(
      names = "--to",
      paramLabel = "DIR|F.json",
      required = true,
      description = "Folder of the crate, or file of its metadata alone.")
  Path target = Path.of("");

  @Override
  public ExitCode call() throws Exception {
    if (!format.equals("ro-crate")) {
      throw new ConfigException("--format %s: expected ro-crate".formatted(format));
    }
    String run =
        options
            .namedRun()
            .orElseThrow(
                () -> new ConfigException("lineage export: expected --run NAME or --config F"));
    Lineage lineage = Lineage.of(options.store.folder("lineage"));
    String metadata = JsonText.indented(new RunCrate(lineage, run).json());
    if (String.valueOf(target.getFileName()).toLowerCase(Locale.ROOT).endsWith(".json")) {
      write(target, metadata);
    } else {
      Files.createDirectories(target);
      write(target.resolve(RunCrate.FILE), metadata);
      write(target.resolve(RunCrate.WORKFLOW), configuration(lineage.record(run)));
    }
    Console.out("crate of %s: %s".formatted(run, target));
    return ExitCode.DONE;
  }

  /** Returns the configuration as YAML, in which paths are without their folders. */
  private static String configuration(RunRecord record) {
    StringBuilder text = new StringBuilder();
    record
        .config()
        .fields()
        .forEachRemaining(
            key ->
                text.append(key.getKey())
                    .append(": ")
                    .append(
                        key.getValue().isTextual()
                            ? Json.tree(RunCrate.withoutFolders(key.getValue()))
                            : key.getValue())
                    .append('\n'));
    return text.toString();
  }

  private static void write(Path file, String text) throws IOException {
    DurableFiles.local().replace(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
