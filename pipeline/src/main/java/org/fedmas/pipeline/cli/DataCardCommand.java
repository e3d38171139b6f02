package org.fedmas.pipeline.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.pipeline.export.CroissantCard;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.preprocess.DataSetSettings;
import org.fedmas.preprocess.dataset.DataDescription;
import org.fedmas.results.report.JsonText;
import org.fedmas.results.score.EvidenceSettings;
import org.fedmas.store.file.DurableFiles;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "card",
    description =
        "Describes the data set for other programs: tables with digests, splits, classes and"
            + " counts. Names no image.")
final class DataCardCommand implements Callable<ExitCode> {

  @Option(
      names = "--config",
      paramLabel = "F",
      description = "Configuration of the data set (default: flamby-isic).")
  @Nullable Path config;

  @Mixin DataFolder data = new DataFolder();

  @Option(
      names = "--format",
      paramLabel = "croissant",
      description = "Output format (default: croissant).")
  String format = "croissant";

  @Option(names = "--to", paramLabel = "F", description = "Output file (default: standard output).")
  @Nullable Path target;

  @Option(names = "--small-cells", description = "List counts below report.minimum-cell, too.")
  boolean smallCells;

  @Override
  public ExitCode call() throws Exception {
    if (!format.equals("croissant")) {
      throw new ConfigException("--format %s: expected croissant".formatted(format));
    }
    DataSetSettings dataSet = new DataSetSettings.Isic();
    int minimum = EvidenceSettings.ISIC.minimumCell();
    if (config != null) {
      ConfigOptions options = new ConfigOptions();
      options.config = config;
      Settings settings = options.settings();
      dataSet = settings.data().dataSet();
      minimum = EvidenceSettings.USUAL.configured(ConfigReader.of(settings.config())).minimumCell();
    }
    DataDescription described = dataSet.describe(data.folder());
    described.notes().forEach(note -> Console.log().println("note: " + note));
    List<String> tables =
        dataSet instanceof DataSetSettings.Manifest manifest ? List.of(manifest.file()) : List.of();
    String text =
        JsonText.indented(
            new CroissantCard(
                    dataSet.id(),
                    described.counts(),
                    data.folder(),
                    tables,
                    smallCells ? 1 : minimum)
                .json());
    if (target == null) {
      Console.out(text.stripTrailing());
    } else {
      DurableFiles.local().replace(target, text.getBytes(StandardCharsets.UTF_8));
      Console.out("data card: " + target);
    }
    return ExitCode.DONE;
  }
}
