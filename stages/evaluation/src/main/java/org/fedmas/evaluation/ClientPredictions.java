package org.fedmas.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.Federation;
import org.fedmas.contract.UnitContext;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tables.model.ClientEntries;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.RetrainedHead;
import org.fedmas.tables.partition.OpenPartitions;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionTable;
import org.fedmas.tables.prediction.PredictionRow;
import org.fedmas.tables.prediction.PredictionTable;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.Numerics;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.input.ClassProbabilities;
import org.fedmas.tensors.input.ImageClassifier;
import org.fedmas.tensors.input.PreparedImage;
import org.fedmas.tensors.input.PreparedImages;

/** The predictions of one client's part, from artifacts to artifact. */
final class ClientPredictions {

  private final UnitContext unit;
  private final ModelSettings model;
  private final ComputeDevice device;
  private final boolean everywhere;
  private final Part part;
  private final boolean leavesOut;
  private final List<PredictionRow> rows = new ArrayList<>();

  /** The client of each image, where images of all clients are predicted. */
  private final Map<String, Integer> holders = new HashMap<>();

  ClientPredictions(UnitContext unit) {
    this.unit = unit;
    this.model = ModelSettings.read(ConfigReader.of(unit.config()));
    this.device = ComputeDevice.of(unit.numerics().getOrDefault(Numerics.DEVICE, "cpu"));
    String word = String.valueOf(unit.key().part());
    this.everywhere = word.equals(PredictionRow.EVERYWHERE);
    this.leavesOut = word.equals(PredictionRow.WITHOUT_CLIENT);
    boolean tests = everywhere || word.equals(PredictionRow.PERSONAL);
    this.part = leavesOut ? Part.VALIDATION : tests ? Part.TEST : Part.of(word);
  }

  void write() throws IOException {
    Path partition = unit.input(EvaluationStage.PARTITION);
    List<Path> shards = unit.inputs(EvaluationStage.IMAGES);
    try (PreparedImages prepared =
        everywhere
            ? PreparedImages.ofAll(shards, partition, part)
            : PreparedImages.of(shards, partition, unit.client(), part)) {
      List<PreparedImage> images = prepared.list();
      if (everywhere) {
        OpenPartitions.rows(partition.resolve(PartitionTable.FILE))
            .forEach(row -> holders.put(row.imageId(), row.client()));
      }
      if (!images.isEmpty()) {
        int classes = Federation.read(partition).classes().size();
        predict(PredictionRow.GLOBAL, EvaluationStage.GLOBAL, images, classes);
        if (!leavesOut) {
          predict(PredictionRow.LOCAL, EvaluationStage.LOCAL, images, classes);
        }
      }
    }
    PredictionTable.write(unit.output().resolve(PredictionTable.FILE), rows);
  }

  private void predict(String name, String role, List<PreparedImage> images, int classes)
      throws IOException {
    int size = ImageClassifier.batchSize(device);
    long models =
        unit.inputs(EvaluationStage.GLOBAL).size() + unit.inputs(EvaluationStage.LOCAL).size();
    for (Path folder : unit.inputs(role)) {
      ModelState state = role.equals(EvaluationStage.GLOBAL) ? global(folder) : local(folder);
      try (ImageClassifier classifier = new ImageClassifier(model, classes, state, device)) {
        for (int from = 0; from < images.size(); from += size) {
          List<PreparedImage> batch = images.subList(from, Math.min(images.size(), from + size));
          float[][] probabilities =
              classifier.probabilities(batch.stream().map(PreparedImage::stored).toList());
          for (int i = 0; i < batch.size(); i++) {
            rows.add(row(name, batch.get(i), probabilities[i]));
          }
          unit.progress().images(rows.size(), images.size() * models);
        }
      }
    }
  }

  /** Returns a global model with the client's own entries and the re-trained classifier, if any. */
  private ModelState global(Path folder) throws IOException {
    if (leavesOut) {
      return ModelWithoutClient.of(
          folder, unit.input(EvaluationStage.LOCAL), unit.client().number());
    }
    List<Path> own = unit.inputs(EvaluationStage.OWN);
    ModelState state = ClientEntries.model(folder, own.isEmpty() ? folder : own.get(0));
    return RetrainedHead.over(state, folder);
  }

  /** Returns the client's own model: its update, or a global model with its personal head. */
  private ModelState local(Path update) throws IOException {
    List<Path> base = unit.inputs(EvaluationStage.BASE);
    return base.isEmpty()
        ? ClientEntries.model(update)
        : ClientEntries.personalModel(base.get(0), update);
  }

  private PredictionRow row(String name, PreparedImage image, float[] probabilities) {
    return new PredictionRow(
        image.id(),
        holders.getOrDefault(image.id(), unit.client().number()),
        name,
        part,
        image.label(),
        ClassProbabilities.largest(probabilities),
        probabilities);
  }
}
