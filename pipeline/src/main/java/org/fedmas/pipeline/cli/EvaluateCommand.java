package org.fedmas.pipeline.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.ExitCode;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.pipeline.cli.progress.PredictView;
import org.fedmas.pipeline.cli.progress.ProgressStyle;
import org.fedmas.pipeline.model.DeployedModel;
import org.fedmas.pipeline.predict.LabelledData;
import org.fedmas.pipeline.predict.LabelledPredictions;
import org.fedmas.pipeline.predict.PredictionListener;
import org.fedmas.pipeline.predict.Predictor;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.results.compare.ModelMatrixTable;
import org.fedmas.results.report.JsonText;
import org.fedmas.results.score.ModelScores;
import org.fedmas.results.table.TableDocument;
import org.fedmas.results.table.TableFormat;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.tables.prediction.GroupedPrediction;
import org.fedmas.tables.prediction.GroupedPredictionTable;
import org.fedmas.tables.prediction.ImagePrediction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "evaluate",
    description = {
      "Scores trained models on a data set without training, all models on the same images.",
      "MODEL is as for predict; a checkpoint without a description has the network of --config."
    })
final class EvaluateCommand implements Callable<ExitCode> {

  @Parameters(arity = "1..*", paramLabel = "MODEL", description = "The models.")
  List<String> models = new ArrayList<>();

  @Option(
      names = "--part",
      paramLabel = "test|all",
      description =
          "Images to score: the test part of the configuration, or all (default: test where the"
              + " data set has a split of its own).")
  @Nullable String part;

  @Option(
      names = "--map",
      paramLabel = "LABEL=CLASS",
      description =
          "Class of the model for a class of the data with another name; may be repeated.")
  Map<String, String> names = new LinkedHashMap<>();

  @Option(
      names = "--to",
      paramLabel = "F.json",
      description = "Also write all scores, in the form of metrics.json, to this file.")
  @Nullable Path target;

  @Option(
      names = "--predictions",
      paramLabel = "F.parquet",
      description = "Also write the predictions, for a single model.")
  @Nullable Path predictions;

  @Option(
      names = "--format",
      paramLabel = "text|md|csv|json|tex|html",
      description = "Format of the table (default: text).")
  String format = "text";

  @Option(
      names = "--client",
      paramLabel = "N",
      description = "Where clients have models, heads or normalisation of their own, the client.")
  @Nullable Integer client;

  @Option(
      names = "--progress",
      paramLabel = "auto|plain|none",
      description = "Progress display (default: auto).")
  String progress = "auto";

  @Mixin ConfigOptions options = new ConfigOptions();

  /** The scores of all models, as a file. */
  private record Scored(List<String> classes, List<String> clients, List<ModelScores> models) {}

  @Override
  public ExitCode call() throws Exception {
    TableFormat table =
        TableFormat.of(format)
            .orElseThrow(
                () ->
                    new ConfigException(
                        "--format %s: expected one of %s"
                            .formatted(format, TableFormat.ids(", "))));
    requireUsable();
    Settings settings = options.settings();
    DataSet dataSet = settings.data().open(options.data.folder());
    boolean testsOnly = testsOnly(dataSet);
    LabelledData data =
        testsOnly
            ? LabelledData.test(dataSet, settings.data().partition())
            : LabelledData.all(dataSet);
    ModelOptions opener = new ModelOptions();
    opener.config = options.config;
    opener.client = client;
    opener.store = options.store;
    List<ModelScores> scores = new ArrayList<>();
    List<String> classes = List.of();
    for (String word : models) {
      DeployedModel model = opener.open(word, data.dataSet().classes(), ProgressStyle.of(progress));
      List<String> own = model.description().classes();
      if (!classes.isEmpty() && !own.equals(classes)) {
        throw new ConfigException(
            "model %s: found the classes %s, expected those of %s, %s. Evaluate it alone"
                .formatted(word, own, models.get(0), classes));
      }
      classes = own;
      scores.add(score(word, model, data, settings));
    }
    String name = options.configName() + (testsOnly ? ", test part" : ", all images");
    report(new Scored(classes, data.clients(), scores), name, table);
    return scores.stream().anyMatch(one -> one.skipped() > 0)
        ? ExitCode.MISSING_INPUT
        : ExitCode.DONE;
  }

  private void requireUsable() {
    if (part != null && !part.equals("test") && !part.equals("all")) {
      throw new ConfigException("--part %s: expected test or all".formatted(part));
    }
    if (new LinkedHashSet<>(models).size() < models.size()) {
      throw new ConfigException("MODEL: found a model twice, expected each once");
    }
    if (predictions != null && models.size() > 1) {
      throw new ConfigException(
          "--predictions: found %s models, expected one. Write each with a command of its own"
              .formatted(models.size()));
    }
  }

  /** Returns whether only the test part is scored. */
  private boolean testsOnly(DataSet dataSet) {
    return part == null ? dataSet.officialSplit().isPresent() : part.equals("test");
  }

  private ModelScores score(String word, DeployedModel model, LabelledData data, Settings settings)
      throws IOException {
    int[] labels = data.labels(model.description().classes(), names, word);
    String label = models.size() == 1 ? "" : word + ": ";
    PredictView view =
        new PredictView(Console.log(), ProgressStyle.of(progress), data.size(), label);
    List<GroupedPrediction> rows;
    try (Predictor predictor = new Predictor(model, model.description().threads())) {
      rows = LabelledPredictions.of(data, predictor, labels, view.before(nowhere()));
    } finally {
      view.ends();
    }
    if (rows.isEmpty()) {
      throw new MissingInputException(
          "model %s: found 0 images that can be read, expected at least 1. See the lines above"
              .formatted(word));
    }
    if (predictions != null) {
      DurableFiles.local()
          .replace(predictions, temporary -> GroupedPredictionTable.write(temporary, rows));
    }
    return ModelScores.of(
        word,
        model.description().origin(),
        rows,
        view.skippedImages(),
        model.description().classes().size(),
        data.clients().size(),
        settings.run().seed(),
        settings.evaluation().evidence());
  }

  private void report(Scored scored, String name, TableFormat table) throws IOException {
    TableDocument document =
        ModelMatrixTable.of(scored.models(), scored.classes(), scored.clients(), name);
    Console.out(table.text(document).stripTrailing());
    if (target != null) {
      DurableFiles.local()
          .replace(target, JsonText.indented(scored).getBytes(StandardCharsets.UTF_8));
      Console.log().println("scores: " + target);
    }
  }

  private static PredictionListener nowhere() {
    return new PredictionListener() {
      @Override
      public void predicted(ImagePrediction prediction) {
        // rows are collected by the caller
      }

      @Override
      public void skipped(String image, String reason) {
        // the view names it
      }
    };
  }
}
