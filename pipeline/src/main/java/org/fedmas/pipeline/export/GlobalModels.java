package org.fedmas.pipeline.export;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.fedmas.contract.Round;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.results.record.RunFolder;
import org.fedmas.results.record.RunNames;
import org.fedmas.results.score.RecordedRun;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.Manifest;
import org.fedmas.store.OpenArtifact;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.RetrainedHead;
import org.fedmas.tables.model.Safetensors;

/** The states of global models, as they are evaluated. */
public final class GlobalModels {

  private static final Pattern FOLD = Pattern.compile("-fold\\d+");

  private GlobalModels() {}

  /** Reads a model; a re-trained classifier takes the place of the aggregated one. */
  public static ModelState read(ArtifactStore store, Manifest model) throws IOException {
    try (OpenArtifact open = store.open(model)) {
      ModelState state = Safetensors.read(open.file(ModelFiles.MODEL));
      return Files.exists(open.folder().resolve(ModelFiles.CLASSIFIER))
          ? RetrainedHead.over(state, open.folder())
          : state;
    }
  }

  /**
   * Reads the models of the last rounds up to one.
   *
   * @param count number of rounds, at least 2
   * @throws MissingInputException if one of the rounds is not computed
   */
  public static List<ModelState> lastRounds(
      RecordedRun run, RunFolder place, Round until, int count) throws IOException {
    if (count > until.number()) {
      throw new ConfigException(
          "--average last-%s: found %s rounds up to --round, expected at least %s"
              .formatted(count, until.number(), count));
    }
    List<ModelState> models = new ArrayList<>();
    for (int round = until.number() - count + 1; round <= until.number(); round++) {
      models.add(read(run, place, new Round(round)));
    }
    return models;
  }

  private static ModelState read(RecordedRun run, RunFolder place, Round round) throws IOException {
    Manifest model =
        run.globalModel(round)
            .orElseThrow(
                () ->
                    new MissingInputException(
                        "--average: run %s has no model of round %s. Continue the run first"
                            .formatted(place.name(), round.number())));
    return read(place.store(), model);
  }

  /**
   * Returns the folders of the runs that differ from one in the fold alone, by their names, in
   * order; the run itself is among them.
   *
   * @throws ConfigException if the name has no fold, or no other run has that name
   */
  public static List<RunFolder> folds(RunFolder place) {
    String pattern = FOLD.matcher(place.name()).replaceFirst("-fold");
    List<RunFolder> folds =
        RunNames.in(place.artifacts()).stream()
            .filter(name -> FOLD.matcher(name).find())
            .filter(name -> FOLD.matcher(name).replaceFirst("-fold").equals(pattern))
            .sorted()
            .map(name -> new RunFolder(name, place.home(), place.data()))
            .toList();
    if (folds.size() < 2) {
      throw new ConfigException(
          "--average folds: found no further run named like %s, expected a run per fold with -foldN in its name"
              .formatted(place.name()));
    }
    return folds;
  }

  /**
   * Reads the selected models of runs.
   *
   * @throws MissingInputException if a run has not selected its round yet
   */
  public static List<ModelState> selected(List<RunFolder> folds) throws IOException {
    List<ModelState> models = new ArrayList<>();
    for (RunFolder fold : folds) {
      RecordedRun run =
          RecordedRun.read(fold.recall())
              .orElseThrow(
                  () -> new MissingInputException("run %s not found".formatted(fold.name())));
      Optional<Round> best =
          run.best(Objects.requireNonNull(run.config().values().get("rounds")).intValue());
      if (best.isEmpty()) {
        throw new MissingInputException(
            "--average folds: run %s has not selected a round. Continue the run first"
                .formatted(fold.name()));
      }
      models.add(read(run, fold, best.get()));
    }
    return models;
  }
}
