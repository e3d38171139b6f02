package org.fedmas.pipeline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.contract.json.Json;
import org.fedmas.pipeline.run.driver.RecipeKeys;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunRecord;
import org.fedmas.results.score.RecordedRun;
import org.fedmas.store.Manifest;
import org.fedmas.store.OpenArtifact;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.store.retention.Retention;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.RetrainedHead;
import org.fedmas.tables.model.Safetensors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "export",
    description = {
      "Writes the global model of a round as safetensors or as a PyTorch state dict.",
      "Under federation: local, each client's own model is written to a file of its own.",
      "Where clients keep normalisation (aggregation.normalisation), writes a model per client."
    })
final class ExportCommand implements Callable<ExitCode> {

  private static final String ROUNDS_KEY = "rounds";

  @Mixin ConfigOptions options = new ConfigOptions();

  @Option(
      names = "--round",
      paramLabel = "best|last|N",
      required = true,
      description = "Round of the model: best is the selected round, 0 the model before round 1.")
  String round = "";

  @Option(
      names = "--to",
      paramLabel = "F",
      required = true,
      description = "Output file; its ending, .safetensors or .pth, selects the format.")
  Path target = Path.of("");

  @Option(
      names = "--client",
      paramLabel = "N",
      description =
          "Where clients have models of their own, the only client whose model is written.")
  @Nullable Integer client;

  @Option(names = "--force", description = "Replace an existing file.")
  boolean force;

  @Override
  public ExitCode call() throws Exception {
    ExportForm form = ExportForm.of(target);
    if (!round.matches("best|last|\\d{1,9}")) {
      throw new ConfigException("--round " + round + ": expected best, last or a number");
    }
    requireFree(target);
    export(form);
    return ExitCode.DONE;
  }

  private void requireFree(Path file) {
    if (Files.isDirectory(file) || (Files.exists(file) && !force)) {
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
    int rounds = options.isChosen() ? settings.run().rounds() : rounds(run.config());
    if (run.isLocal() && !round.equals("0")) {
      exportOwn(form, rounds, run, place);
      return;
    }
    boolean keeps = ClientModelExport.sharing(run.config()).keepsEntries();
    if (client != null && (!keeps || round.equals("0"))) {
      throw new ConfigException(
          ("--client %s: found one model for all clients, expected federation: local or"
                  + " aggregation.normalisation other than shared. Omit --client")
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
    if (keeps) {
      ClientModelExport clients = new ClientModelExport(run.config(), form, target, force);
      if (chosen.number() > 0) {
        clients.write(run, chosen, place, model, client);
        return;
      }
      clients.writeStart(place.store(), model);
    } else {
      write(form, model, target, place);
    }
    Console.out(
        String.format(
            Locale.ROOT,
            "exported round %d of %s to %s: %.1f MB, global model %s",
            chosen.number(),
            place.name(),
            target,
            Files.size(target) / 1e6,
            model.content()));
  }

  private static void write(ExportForm form, Manifest model, Path target, RunFolder place)
      throws IOException {
    try (OpenArtifact open = place.store().open(model)) {
      Path file = open.file(ModelFiles.MODEL);
      if (!Files.exists(open.folder().resolve(ModelFiles.CLASSIFIER))) {
        DurableFiles.local().replace(target, temporary -> form.write(file, temporary));
        return;
      }
      Path evaluated = Files.createTempFile("model", ".safetensors");
      Safetensors.write(evaluated, RetrainedHead.over(Safetensors.read(file), open.folder()));
      DurableFiles.local().replace(target, temporary -> form.write(evaluated, temporary));
      Files.delete(evaluated);
    }
  }

  /** Writes the clients' own models: one client's to the target, or each beside it. */
  private void exportOwn(ExportForm form, int rounds, RecordedRun run, RunFolder place)
      throws IOException {
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
      write(form, model, own.getValue(), place);
      Console.out(
          String.format(
              Locale.ROOT,
              "exported client %d, round %d of %s to %s: %.1f MB, own model %s",
              own.getKey().number(),
              from.number(),
              place.name(),
              own.getValue(),
              Files.size(own.getValue()) / 1e6,
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
    TreeSet<String> keys = new TreeSet<>(chosen.values().keySet());
    keys.addAll(recorded.values().keySet());
    keys.remove(ROUNDS_KEY);
    keys.removeIf(key -> key.startsWith(Retention.PREFIX));
    Set<String> inRecipes =
        RunRecord.read(place.folder()).map(run -> RecipeKeys.of(run, chosen)).orElse(Set.of());
    // a key that the run does not know came later and has its default, unless recipes hold it
    keys.removeIf(key -> !recorded.values().containsKey(key) && !inRecipes.contains(key));
    for (String key : keys) {
      String now = text(chosen, key);
      String then = text(recorded, key);
      if (!now.equals(then)) {
        throw notComputed(
            place,
            "run %s was last started with %s = %s, but the configuration has %s"
                .formatted(place.name(), key, then, now),
            "omit --config to export the computed model, or recompute with: ");
      }
    }
  }

  private static String text(Config config, String key) {
    JsonNode value = config.values().get(key);
    return value == null ? "absent" : Json.canonical(value);
  }

  private static int rounds(Config config) {
    JsonNode rounds = config.values().get(ROUNDS_KEY);
    return rounds == null ? 0 : rounds.intValue();
  }

  private MissingInputException notComputed(RunFolder place, String what, String remedy) {
    return new MissingInputException(what + "; " + remedy + options.runCommand(place, null));
  }
}
