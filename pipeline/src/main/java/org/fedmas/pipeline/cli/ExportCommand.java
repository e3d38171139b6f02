package org.fedmas.pipeline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.pipeline.export.ExportForm;
import org.fedmas.pipeline.export.GlobalModels;
import org.fedmas.pipeline.export.ModelWriter;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.score.RecordedRun;
import org.fedmas.store.Manifest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "export",
    description = {
      "Writes the global model of a round for other programs, or a model card of the run.",
      "With --round pretrained, writes the pretrained auxiliary network as public MoCo files are.",
      "Under federation: local, each client's own model is written to a file of its own.",
      "Where clients keep normalisation (aggregation.normalisation), writes a model per client.",
      "With a personal head (model.head), --client N writes that client's personal model."
    })
final class ExportCommand implements Callable<ExitCode> {

  private static final String ROUNDS_KEY = "rounds";

  @Mixin ConfigOptions options = new ConfigOptions();

  @Option(
      names = "--round",
      paramLabel = "best|last|pretrained|N",
      description = {
        "Round of the model: best is the selected round (the default), 0 the model before round 1.",
        "pretrained: the auxiliary network that the run pretrained."
      })
  String round = "best";

  @Option(
      names = "--to",
      paramLabel = "F",
      required = true,
      description =
          "Output; its ending selects the form: .safetensors, .pth, .pth.tar, .onnx, .bundle (a folder for"
              + " MONAI) or .md (a model card).")
  Path target = Path.of("");

  @Option(
      names = "--client",
      paramLabel = "N",
      description =
          "Where clients have models of their own, the only client whose model is written.")
  @Nullable Integer client;

  @Option(
      names = "--average",
      paramLabel = "last-K|folds",
      description =
          "Write the mean of the models of the last K rounds up to --round, or of the selected"
              + " models of all folds of the run.")
  @Nullable String average;

  @Option(
      names = "--softmax",
      paramLabel = "in|out",
      description =
          "For ONNX: whether the file computes probabilities (in) or logits (out, the default).")
  String softmax = "out";

  @Option(
      names = "--small-cells",
      description = "For a model card: show counts below report.minimum-cell, too.")
  boolean smallCells;

  @Option(
      names = "--half",
      description =
          "With --round pretrained: write the query encoder alone, without its head, in float16.")
  boolean half;

  @Option(names = "--force", description = "Replace an existing file.")
  boolean force;

  @Override
  public ExitCode call() throws Exception {
    ExportForm form = ExportForm.of(target);
    if (!round.matches("best|last|pretrained|\\d{1,9}")) {
      throw new ConfigException(
          "--round " + round + ": expected best, last, pretrained or a number");
    }
    if (!softmax.matches("in|out")) {
      throw new ConfigException("--softmax %s: expected in or out".formatted(softmax));
    }
    if (average != null && !average.matches("folds|last-([2-9]|[1-9]\\d{1,8})")) {
      throw new ConfigException(
          "--average %s: expected folds, or last-K with K of 2 or more".formatted(average));
    }
    if (half && !round.equals("pretrained")) {
      throw new ConfigException(
          "--half: found --round %s, expected --round pretrained".formatted(round));
    }
    requireFree(target);
    export(form);
    return ExitCode.DONE;
  }

  private void requireFree(Path file) {
    boolean folder = Files.isDirectory(file) && ExportForm.of(file) != ExportForm.MONAI;
    if (folder || (Files.exists(file) && !force)) {
      throw new ConfigException(
          "--to %s: exists already; choose another file, or replace it with --force"
              .formatted(file));
    }
  }

  private void export(ExportForm form) throws IOException {
    Settings settings = options.settings();
    RunFolder place = options.place(settings);
    RecordedRun run =
        RecordedRun.read(place)
            .orElseThrow(
                () ->
                    notComputed(
                        place,
                        "run %s not found in %s".formatted(place.name(), place.address()),
                        "select another with --run, or compute it with: "));
    if (options.isChosen()) {
      requireSame(settings.config(), run.config(), place);
    }
    if (round.equals("pretrained")) {
      Map.Entry<UnitKey, Manifest> network =
          run.pretrained()
              .orElseThrow(
                  () ->
                      notComputed(
                          place,
                          "run %s has no pretrained network".formatted(place.name()),
                          "compute it, with auxiliary.weights: pretrain, by: "));
      new PretrainedExport(run.config(), form, target, half)
          .write(network.getKey(), network.getValue(), place);
      return;
    }
    int rounds = options.isChosen() ? settings.run().rounds() : rounds(run.config());
    if (form == ExportForm.CARD) {
      new CardExport(options.recordedSettings(), run, place.recall(), smallCells).write(target);
      Console.out("model card of %s: %s".formatted(place.name(), target));
      return;
    }
    ModelWriter writer = new ModelWriter(run, place, form, softmax.equals("in"));
    boolean keeps = ClientModelExport.sharing(run.config()).keepsEntries();
    if (average != null) {
      boolean single = !run.isLocal() && !keeps;
      Round until = average.equals("folds") ? null : resolve(rounds, run, place);
      new AverageExport(writer, average, single).write(until, target);
      return;
    }
    if (run.isLocal() && !round.equals("0")) {
      exportOwn(writer, rounds);
      return;
    }
    boolean personal = client != null && ClientModelExport.hasPersonalHead(run.config());
    if (client != null && (!(keeps || personal) || round.equals("0"))) {
      throw new ConfigException(
          ("--client %s: found one model for all clients, expected federation: local,"
                  + " aggregation.normalisation other than shared or model.head: generic-personal."
                  + " Omit --client")
              .formatted(client));
    }
    Round chosen = resolve(rounds, run, place);
    Manifest model =
        run.globalModel(chosen)
            .orElseThrow(
                () ->
                    notComputed(
                        place,
                        "run %s has not computed the model of round %s yet (computed: %s of %s rounds)"
                            .formatted(place.name(), chosen.number(), run.computedRounds(), rounds),
                        "compute it with: "));
    if (keeps || personal) {
      ClientModelExport clients = new ClientModelExport(run.config(), writer, target, force);
      if (chosen.number() > 0) {
        clients.write(run, chosen, place, model, client);
        return;
      }
      clients.writeStart(place.store(), model);
    } else {
      writer.write(GlobalModels.read(place.store(), model), model.content().toString(), target);
    }
    Console.out(
        String.format(
            Locale.ROOT,
            "exported round %d of %s to %s: %.1f MB, global model %s",
            chosen.number(),
            place.name(),
            target,
            ExportedSize.of(target) / 1e6,
            model.content()));
  }

  /** Writes the clients' own models: one client's to the target, or each beside it. */
  private void exportOwn(ModelWriter writer, int rounds) throws IOException {
    RecordedRun run = writer.run();
    RunFolder place = writer.place();
    Map<ClientId, Round> chosen = new TreeMap<>(ownRounds(rounds, run, place));
    if (client != null) {
      chosen.keySet().retainAll(List.of(new ClientId(client)));
      if (chosen.isEmpty()) {
        throw new MissingInputException(
            "--client %s: run %s has no model of this client".formatted(client, place.name()));
      }
    }
    Map<ClientId, Path> targets = new TreeMap<>();
    for (ClientId one : chosen.keySet()) {
      targets.put(one, client == null ? OwnModelFile.beside(target, one) : target);
      requireFree(Objects.requireNonNull(targets.get(one)));
    }
    for (Map.Entry<ClientId, Path> own : targets.entrySet()) {
      Round from = Objects.requireNonNull(chosen.get(own.getKey()));
      Manifest model = Objects.requireNonNull(run.ownModels(from).get(own.getKey()));
      writer.write(
          GlobalModels.read(place.store(), model), model.content().toString(), own.getValue());
      Console.out(
          String.format(
              Locale.ROOT,
              "exported client %d, round %d of %s to %s: %.1f MB, own model %s",
              own.getKey().number(),
              from.number(),
              place.name(),
              own.getValue(),
              ExportedSize.of(own.getValue()) / 1e6,
              model.content()));
    }
  }

  private Map<ClientId, Round> ownRounds(int rounds, RecordedRun run, RunFolder place)
      throws IOException {
    if (round.equals("best")) {
      return run.ownBest(rounds).orElseThrow(() -> undecided(rounds, run, place));
    }
    Round same = number(rounds, place);
    Map<ClientId, Round> all = new TreeMap<>();
    run.ownModels(same).keySet().forEach(one -> all.put(one, same));
    if (all.isEmpty()) {
      throw notComputed(
          place,
          "run %s has not computed the models of round %s yet (computed: %s of %s rounds)"
              .formatted(place.name(), same.number(), run.computedRounds(), rounds),
          "compute them with: ");
    }
    return all;
  }

  private Round resolve(int rounds, RecordedRun run, RunFolder place) throws IOException {
    if (round.equals("best")) {
      return run.best(rounds).orElseThrow(() -> undecided(rounds, run, place));
    }
    return number(rounds, place);
  }

  private MissingInputException undecided(int rounds, RecordedRun run, RunFolder place) {
    return notComputed(
        place,
        "the best round of run %s is determined only after evaluation (computed: %s of %s rounds)"
            .formatted(place.name(), run.computedRounds(), rounds),
        "compute them with: ");
  }

  private Round number(int rounds, RunFolder place) {
    int number = round.equals("last") ? rounds : Integer.parseInt(round);
    if (number > rounds) {
      throw new MissingInputException(
          "--round %s: run %s has %s rounds; compute more with: %s"
              .formatted(number, place.name(), rounds, options.runCommand(place, number)));
    }
    return new Round(number);
  }

  private void requireSame(Config chosen, Config recorded, RunFolder place) throws IOException {
    Optional<ChangedKey> changed = ChangedKey.first(chosen, recorded, place);
    if (changed.isPresent()) {
      throw notComputed(
          place,
          "run %s was last started with %s = %s, but the configuration has %s"
              .formatted(
                  place.name(), changed.get().name(), changed.get().then(), changed.get().now()),
          "omit --config to export the computed model, or recompute with: ");
    }
  }

  private static int rounds(Config config) {
    JsonNode rounds = config.values().get(ROUNDS_KEY);
    return rounds == null ? 0 : rounds.intValue();
  }

  private MissingInputException notComputed(RunFolder place, String what, String remedy) {
    return new MissingInputException(what + "; " + remedy + options.runCommand(place, null));
  }
}
