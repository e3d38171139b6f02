package org.fedmas.training;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.fedmas.contract.ClassCounts;
import org.fedmas.prior.GradientPass;
import org.fedmas.prior.LossPass;
import org.fedmas.prior.PriorPass;
import org.fedmas.prior.PriorSettings;
import org.fedmas.tables.model.LinearHead;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.RetrainedHead;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.prediction.PredictionRow;
import org.fedmas.tables.prediction.PredictionTable;
import org.fedmas.tables.summary.PriorSummary;
import org.fedmas.tensors.Precision;
import org.fedmas.tensors.network.EvaluationNetwork;
import org.fedmas.tensors.network.head.Head;

/**
 * The measurements between the rounds of a run of {@code methods.json}, in float32 as in a run.
 *
 * @param folder the folder for their artifacts
 */
record MethodMeasurements(MethodFederation federation, Head head, Path folder, NDManager manager) {

  /** Returns the participants' losses per class under a global model, through their artifacts. */
  ClassLosses classLosses(int[] participants, int round, ModelState received) throws IOException {
    List<Path> folders = new ArrayList<>();
    try (EvaluationNetwork network = network(received)) {
      for (int client : participants) {
        GoldenImages images = federation.clients().get(client);
        LossPass pass = new LossPass(network, federation.classes());
        try (NDManager scope = manager.newSubManager()) {
          int[] all = IntStream.range(0, images.labels().length).toArray();
          pass.add(images.labels(), images.batch(all, DataType.FLOAT32).images(scope));
        }
        Path losses = place("losses", round, client);
        pass.summary(client, round).write(losses);
        folders.add(losses);
      }
    }
    return ClassLosses.of(folders, federation.classes());
  }

  /** Writes the participants' class priors under a global model. */
  List<Path> priors(int[] participants, int round, BatchPlan plan, Path received)
      throws IOException {
    List<Path> folders = new ArrayList<>();
    PriorSettings settings =
        PriorSettings.read(TestConfiguration.reader(Map.of("prior.coverage", "full-batches")));
    ModelState model = Safetensors.read(received.resolve(ModelFiles.MODEL));
    try (EvaluationNetwork network = network(model)) {
      for (int client : participants) {
        GoldenImages images = federation.clients().get(client);
        ClassCounts counts = images.counts(federation.classes());
        PriorPass pass = new PriorPass(network, settings, counts);
        for (int[] members : plan.batches(IntStream.range(0, images.labels().length).toArray())) {
          try (NDManager scope = manager.newSubManager()) {
            TrainingBatch batch = images.batch(members, DataType.FLOAT32);
            pass.add(batch.labels(), batch.images(scope), batch.features(scope));
          }
        }
        Path place = place("prior", round, client);
        new PriorSummary(
                client,
                round,
                Arrays.stream(counts.counts()).boxed().toList(),
                DoubleStream.of(pass.classPrior()).boxed().toList(),
                null)
            .write(place);
        folders.add(place);
      }
    }
    return folders;
  }

  /** Writes the participants' gradients of the classifier before a round. */
  List<Path> gradients(int[] participants, int round, Path received) throws IOException {
    List<Path> folders = new ArrayList<>();
    LinearHead classifier = RetrainedHead.of(received);
    ModelState model = Safetensors.read(received.resolve(ModelFiles.MODEL));
    try (EvaluationNetwork network = network(model)) {
      for (int client : participants) {
        GoldenImages images = federation.clients().get(client);
        GradientPass pass = new GradientPass(network, classifier);
        try (NDManager scope = manager.newSubManager()) {
          int[] all = IntStream.range(0, images.labels().length).toArray();
          pass.add(images.labels(), images.batch(all, DataType.FLOAT32).images(scope));
        }
        Path place = place("gradients", round, client);
        pass.write(place);
        folders.add(place);
      }
    }
    return folders;
  }

  private EvaluationNetwork network(ModelState model) {
    return EvaluationNetwork.of(
        federation.backbone(),
        head,
        federation.classes(),
        ExactState.rounded(model),
        manager,
        Precision.FLOAT32);
  }

  private Path place(String what, int round, int client) throws IOException {
    return Files.createDirectories(folder.resolve(what + "-" + round + "-client-" + client));
  }

  /**
   * Writes a client's predictions for its validation images, the test pictures i with i mod 3 = k.
   *
   * @param global logits of all test pictures under the new global model
   * @param local logits under the client's own model
   */
  Path evaluation(int client, int round, double[] global, double[] local) throws IOException {
    List<PredictionRow> rows = new ArrayList<>();
    int[] labels = federation.test().labels();
    for (int i = client; i < labels.length; i += 3) {
      rows.add(row(client, i, PredictionRow.GLOBAL, labels[i], global));
      rows.add(row(client, i, PredictionRow.LOCAL, labels[i], local));
    }
    Path place = place("evaluation", round, client);
    PredictionTable.write(place.resolve(PredictionTable.FILE), rows);
    return place;
  }

  private PredictionRow row(int client, int i, String model, int label, double[] logits) {
    int classes = federation.classes();
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      sum += Math.exp(logits[i * classes + c]);
    }
    float[] probabilities = new float[classes];
    int best = 0;
    for (int c = 0; c < classes; c++) {
      probabilities[c] = (float) (Math.exp(logits[i * classes + c]) / sum);
      best = probabilities[c] > probabilities[best] ? c : best;
    }
    return new PredictionRow(
        "picture-" + i, client, model, Part.VALIDATION, label, best, probabilities);
  }
}
