package org.fedmas.pipeline.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.pipeline.housekeeping.StoredFeatures;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.preprocess.dataset.Client;
import org.fedmas.results.probe.ProbeResult;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.report.JsonText;
import org.fedmas.tensors.config.AuxiliarySettings;
import org.fedmas.tensors.config.AuxiliaryStatistics;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "features",
    description = "Examines the stored features of the auxiliary network.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = FeaturesCommand.Probe.class)
final class FeaturesCommand {

  private FeaturesCommand() {}

  @Command(
      name = "probe",
      description =
          "Scores features without training: k-NN and linear probe on the validation part, and the"
              + " divergence of each class at each client.")
  static final class Probe implements Callable<ExitCode> {

    @Mixin ConfigOptions options = new ConfigOptions();

    @Mixin AnswerForm form = new AnswerForm();

    @Option(
        names = "--balanced",
        description = "Weight the classes equally in the linear probe's training.")
    boolean balanced;

    @Override
    public ExitCode call() throws Exception {
      boolean isJson = form.isJson();
      Settings settings = options.recordedSettings();
      requireOneNetwork(settings);
      PreparedRun run = PreparedRun.of(options, settings);
      RunFolder place = run.place();
      StoredFeatures features =
          StoredFeatures.of(
              place.store(),
              PlanCommand.units(run, options.configName()),
              options.runCommand(place, null) + " --until features");
      List<String> natural = run.dataSet().clients().stream().map(Client::name).toList();
      List<String> clients = settings.data().partition().clients().names(natural);
      ProbeResult result = features.probe(run.workflow().classes(), clients, balanced);
      keep(place, result);
      if (isJson) {
        Console.out(JsonText.indented(result).stripTrailing());
      } else {
        ProbeText.of(result).forEach(Console::out);
      }
      return ExitCode.DONE;
    }

    /** Writes the result into the run's folder, for the report; a run must have started. */
    private static void keep(RunFolder place, ProbeResult result) throws java.io.IOException {
      if (Files.isDirectory(place.folder())) {
        byte[] text = JsonText.indented(result).getBytes(StandardCharsets.UTF_8);
        place.files().replace(place.folder().resolve(ProbeResult.FILE), text);
        place.publish(ProbeResult.FILE);
      }
    }

    private static void requireOneNetwork(Settings settings) {
      int networks = settings.model().auxiliary().networks().size();
      if (networks > 1) {
        throw new ConfigException(
            "features probe: found %s networks in %s, expected one. Set %s to one of them"
                .formatted(networks, AuxiliarySettings.MIX_KEY, AuxiliarySettings.NETWORK_KEY));
      }
      if (settings.model().statistics() == AuxiliaryStatistics.CLIENT_ADAPTED) {
        throw new ConfigException(
            """
            features probe: found a network of each client (auxiliary.statistics: client-adapted), \
            expected one for all clients. Add --set auxiliary.statistics=frozen""");
      }
    }
  }
}
