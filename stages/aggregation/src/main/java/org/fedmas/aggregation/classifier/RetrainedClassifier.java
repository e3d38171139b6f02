package org.fedmas.aggregation.classifier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fedmas.contract.UnitProgress;
import org.fedmas.tables.model.LinearHead;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.RetrainedHead;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.model.StoredTensor;

/**
 * One round of classifier re-training, from artifacts to the file of the classifier. Synthetic
 * features are kept from round to round; those of a class without a gradient stay as they are.
 *
 * @param received the folder of the global model that the round began with
 * @param gradients the folders of the participants' gradients, in order
 * @param draws the random numbers of the round
 */
public record RetrainedClassifier(
    ClassifierRetraining settings, Path received, List<Path> gradients, RetrainingDraws draws) {

  private static final String FEATURES = "features/";
  private static final String MATCHED = "matched";

  /** Writes the classifier and its features into a folder. */
  public void writeTo(Path folder, UnitProgress progress) throws IOException {
    LinearHead head = RetrainedHead.of(received);
    Path before = received.resolve(ModelFiles.CLASSIFIER);
    Optional<ModelState> kept =
        Files.exists(before) ? Optional.of(Safetensors.read(before)) : Optional.empty();
    long[] matched =
        kept.map(state -> state.tensor(MATCHED).longs()).orElse(new long[head.classes()]);
    List<ModelState> reports = new ArrayList<>();
    for (Path one : gradients) {
      reports.add(Safetensors.read(one.resolve(ModelFiles.GRADIENTS)));
    }
    List<double[][]> features = new ArrayList<>();
    for (int label = 0; label < head.classes(); label++) {
      double[][] rows = features(label, head.features(), kept);
      Optional<LinearHead> target = mean(reports, label);
      if (target.isPresent()) {
        FeatureMatching matching = new FeatureMatching(head, label, target.get());
        for (int step = 0; step < settings.matchingSteps(); step++) {
          matching.step(rows, settings.matchingRate());
          progress.images(0, 0);
        }
        matched[label] = 1;
      }
      features.add(rows);
    }
    write(folder, trained(features, matched, head, progress), features, matched);
  }

  private double[][] features(int label, int width, Optional<ModelState> kept) {
    if (kept.isPresent()) {
      StoredTensor rows = kept.get().tensor(FEATURES + label);
      return LinearHead.rows(rows.doubles(), settings.perClass());
    }
    return draws.features(label, settings.perClass(), width);
  }

  /** Returns the unweighted mean over the participants that have the class, if any has. */
  private static Optional<LinearHead> mean(List<ModelState> reports, int label) {
    String prefix = label + "/";
    List<LinearHead> own =
        reports.stream()
            .filter(report -> report.names().contains(prefix + RetrainedHead.BIAS))
            .map(report -> LinearHead.of(report, prefix))
            .toList();
    if (own.isEmpty()) {
      return Optional.empty();
    }
    LinearHead sum = own.get(0).scale(1);
    own.stream().skip(1).forEach(one -> sum.add(one, 1));
    return Optional.of(sum.scale(1.0 / own.size()));
  }

  /** Returns a fresh head, trained on the features of all classes matched so far. */
  private LinearHead trained(
      List<double[][]> features, long[] matched, LinearHead shape, UnitProgress progress) {
    int weights = shape.classes() * shape.features();
    double[] start = draws.head(weights + shape.classes(), 1 / Math.sqrt(shape.features()));
    LinearHead head =
        new LinearHead(
            LinearHead.rows(Arrays.copyOf(start, weights), shape.classes()),
            Arrays.copyOfRange(start, weights, start.length));
    List<double[]> rows = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int label = 0; label < matched.length; label++) {
      if (matched[label] == 1) {
        for (double[] row : features.get(label)) {
          rows.add(row);
          labels.add(label);
        }
      }
    }
    new HeadTraining(
            rows.toArray(double[][]::new),
            labels.stream().mapToInt(Integer::intValue).toArray(),
            settings.epochs(),
            settings.batch(),
            settings.learningRate())
        .train(
            head,
            epoch -> {
              progress.images(0, 0);
              return draws.order(epoch, rows.size());
            });
    return head;
  }

  private static void write(Path folder, LinearHead head, List<double[][]> features, long[] matched)
      throws IOException {
    Map<String, StoredTensor> entries = new LinkedHashMap<>();
    float[] weight = new float[head.classes() * head.features()];
    float[] bias = new float[head.classes()];
    for (int c = 0; c < bias.length; c++) {
      bias[c] = (float) head.bias()[c];
      for (int i = 0; i < head.features(); i++) {
        weight[c * head.features() + i] = (float) head.weight()[c][i];
      }
    }
    entries.put(RetrainedHead.WEIGHT, StoredTensor.of(weight, head.classes(), head.features()));
    entries.put(RetrainedHead.BIAS, StoredTensor.of(bias, head.classes()));
    entries.put(MATCHED, StoredTensor.of(matched, matched.length));
    for (int label = 0; label < features.size(); label++) {
      double[][] rows = features.get(label);
      double[] all = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
      entries.put(FEATURES + label, StoredTensor.of(all, rows.length, rows[0].length));
    }
    Safetensors.write(folder.resolve(ModelFiles.CLASSIFIER), new ModelState(entries));
  }
}
