package org.fedmas.pipeline.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.report.RunMetrics;
import org.fedmas.results.score.RecordedRun;
import org.fedmas.results.score.RunResults;
import org.fedmas.store.Manifest;
import org.fedmas.store.OpenArtifact;
import org.fedmas.tables.model.ClientEntries;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.NormalisationSharing;
import org.fedmas.tables.model.RetrainedHead;
import org.jspecify.annotations.Nullable;

/**
 * The models of a run as they are evaluated, with their description.
 *
 * @param progress follows the pass over the image shards, where a description needs one
 */
public record RunModels(RecordedRun run, RunFolder place, ShardListener progress) {

  /**
   * Reads a run.
   *
   * @throws MissingInputException if the run was never started
   */
  public static RunModels read(RunFolder place, ShardListener progress) {
    return new RunModels(
        RecordedRun.read(place)
            .orElseThrow(
                () ->
                    new MissingInputException(
                        """
                        run %s not found in %s; run it first, or name another model: a run, a \
                        folder of a run or artifact, or a file"""
                            .formatted(place.name(), place.address()))),
        place,
        progress);
  }

  /**
   * Returns the model of the selected round.
   *
   * @param client number of the client whose own model, personal head or normalisation counts; null
   *     for the global model
   * @throws ConfigException if the run has no model for all clients and no client is given
   * @throws MissingInputException if the round is not selected yet or the client never trained
   */
  public DeployedModel selected(@Nullable Integer client) throws IOException {
    if (run.isLocal()) {
      return own(required(client, "federation: local"));
    }
    return ofRound(selectedRound(), client);
  }

  /** Returns the global model of a round, or what a client evaluates in its place. */
  public DeployedModel ofRound(Round round, @Nullable Integer client) throws IOException {
    boolean keeps = NormalisationSharing.read(ConfigReader.of(run.config())).keepsEntries();
    Manifest global =
        run.globalModel(round).orElseThrow(() -> missing("the model of round " + round.number()));
    if (client == null && !keeps) {
      return described(global, null);
    }
    int number = required(client, NormalisationSharing.KEY);
    Manifest update = run.lastUpdates(round).get(new ClientId(number));
    if (update == null) {
      throw missing("an update of client " + number);
    }
    return described(global, update);
  }

  private DeployedModel own(int client) throws IOException {
    Map<ClientId, Round> best =
        run.ownBest(rounds()).orElseThrow(() -> missing("the clients' selected rounds"));
    Round round = best.get(new ClientId(client));
    Manifest model = round == null ? null : run.ownModels(round).get(new ClientId(client));
    if (model == null) {
      throw missing("a model of client " + client);
    }
    return described(model, null);
  }

  private Round selectedRound() throws IOException {
    Path file = place.folder().resolve(RunResults.METRICS);
    if (Files.exists(file)) {
      RunMetrics.Selected selected = RunMetrics.read(file).selected();
      if (selected != null) {
        return new Round(selected.round());
      }
    }
    Optional<Round> best = run.best(rounds());
    return best.orElseThrow(() -> missing("a selected round"));
  }

  private int rounds() {
    JsonNode rounds = run.config().values().get("rounds");
    return rounds == null ? 0 : rounds.intValue();
  }

  private DeployedModel described(Manifest model, @Nullable Manifest client) throws IOException {
    ModelState state;
    try (OpenArtifact open = place.store().openChecked(model)) {
      if (client == null) {
        state = ClientEntries.model(open.folder());
      } else {
        try (OpenArtifact own = place.store().open(client)) {
          state = ClientEntries.personalModel(open.folder(), own.folder());
        }
      }
      state = RetrainedHead.over(state, open.folder());
    }
    String origin = client == null ? model.content().toString() : state.digest().toString();
    return new DeployedModel(RunDescription.of(run, place, origin, progress), state);
  }

  private int required(@Nullable Integer client, String reason) {
    if (client == null) {
      throw new ConfigException(
          """
          run %s: found a model per client (%s), expected --client N. Name the client whose model is \
          meant"""
              .formatted(place.name(), reason));
    }
    return client;
  }

  private MissingInputException missing(String what) {
    return new MissingInputException(
        "run %s: found no %s (computed: %s of %s rounds). Continue the run first"
            .formatted(
                place.name(),
                what.replaceFirst("^(an|a|the) ", ""),
                run.computedRounds(),
                rounds()));
  }
}
