package org.fedmas.evaluation;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.Federation;
import org.fedmas.contract.Stage;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitContext;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.images.RgbImage;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.prediction.PredictionRow;
import org.fedmas.tables.prediction.PredictionTable;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.Numerics;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.input.PixelBatch;
import org.fedmas.tensors.input.PreparedImage;
import org.fedmas.tensors.input.PreparedImages;
import org.fedmas.tensors.network.EvaluationNetwork;

/**
 * Class probabilities of a client's images under the global model and, in a round, under the
 * client's own; or, for personal scores, under the client's own alone. Scores are computed from
 * these tables.
 */
public final class EvaluationStage implements Stage {

  /** Role of the global model. */
  public static final String GLOBAL = "global-model";

  /** Role of the client's update; absent where it took no part, and for the selected model. */
  public static final String LOCAL = "local-model";

  /** Role of the partition. */
  public static final String PARTITION = "partition";

  /** Role of the client's shards. */
  public static final String IMAGES = "images";

  /** Part of units that put a client's own model, alone, before its test images. */
  public static final String PERSONAL = "test-personal";

  @Override
  public StageName name() {
    return StageName.EVALUATION;
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public ArtifactKind kind(UnitKey unit) {
    return ArtifactKind.PREDICTIONS;
  }

  @Override
  public List<String> configKeys(UnitKey unit, Config config) {
    return ModelSettings.KEYS;
  }

  @Override
  public boolean usesTensors(UnitKey unit) {
    return true;
  }

  @Override
  public void compute(UnitContext unit) throws IOException {
    ModelSettings model = ModelSettings.read(ConfigReader.of(unit.config()));
    String word = String.valueOf(unit.key().part());
    Part part = word.equals(PERSONAL) ? Part.TEST : Part.of(word);
    Path partition = unit.input(PARTITION);
    int classes = Federation.read(partition).classes().size();
    List<PredictionRow> rows = new ArrayList<>();
    try (PreparedImages prepared =
        PreparedImages.of(unit.inputs(IMAGES), partition, unit.client(), part)) {
      List<PreparedImage> images = prepared.list();
      ComputeDevice device = ComputeDevice.of(unit.numerics().getOrDefault(Numerics.DEVICE, "cpu"));
      int size = EvaluationNetwork.batchSize(device);
      if (!images.isEmpty()) {
        try (NDManager manager = TensorEngine.newManager(device)) {
          predict(
              PredictionRow.GLOBAL,
              GLOBAL,
              model,
              classes,
              images,
              part,
              unit,
              manager,
              size,
              rows);
          predict(
              PredictionRow.LOCAL, LOCAL, model, classes, images, part, unit, manager, size, rows);
        }
      }
    }
    PredictionTable.write(unit.output().resolve(PredictionTable.FILE), rows);
  }

  private static int models(UnitContext unit) {
    return unit.inputs(GLOBAL).size() + unit.inputs(LOCAL).size();
  }

  private static void predict(
      String name,
      String role,
      ModelSettings model,
      int classes,
      List<PreparedImage> images,
      Part part,
      UnitContext unit,
      NDManager manager,
      int size,
      List<PredictionRow> rows)
      throws IOException {
    for (Path folder : unit.inputs(role)) {
      try (EvaluationNetwork network =
          EvaluationNetwork.of(
              model.backbone(),
              model.head(),
              classes,
              Safetensors.read(folder.resolve(ModelFiles.MODEL)),
              manager)) {
        for (int from = 0; from < images.size(); from += size) {
          List<PreparedImage> batch = images.subList(from, Math.min(images.size(), from + size));
          float[][] probabilities = Probabilities.of(logits(network, batch), classes);
          for (int i = 0; i < batch.size(); i++) {
            rows.add(
                new PredictionRow(
                    batch.get(i).id(),
                    unit.client().number(),
                    name,
                    part,
                    batch.get(i).label(),
                    Probabilities.largest(probabilities[i]),
                    probabilities[i]));
          }
          // one row per image and model, so this never goes back
          unit.progress().images(rows.size(), (long) images.size() * models(unit));
        }
      }
    }
  }

  private static float[] logits(EvaluationNetwork network, List<PreparedImage> batch) {
    List<RgbImage> stored = batch.stream().map(PreparedImage::stored).toList();
    PixelBatch pixels = new PixelBatch(stored.get(0).width(), batch.size());
    stored.forEach(pixels::add);
    try (NDManager step = network.manager().newSubManager()) {
      return Transfer.floats(network.logits(pixels.upload(step)));
    }
  }
}
