package org.fedmas.tables.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The re-trained classifier beside a global model, in {@link ModelFiles#CLASSIFIER}. */
public final class RetrainedHead {

  /** The name of the classifier's weight, in this file and in a model's state. */
  public static final String WEIGHT = "fc.weight";

  /** The name of the classifier's bias. */
  public static final String BIAS = "fc.bias";

  private RetrainedHead() {}

  /** Returns a model with the re-trained classifier of its artifact, if the artifact has one. */
  public static ModelState over(ModelState model, Path artifact) throws IOException {
    Path file = artifact.resolve(ModelFiles.CLASSIFIER);
    if (!Files.exists(file)) {
      return model;
    }
    ModelState classifier = Safetensors.read(file);
    Map<String, StoredTensor> entries = new LinkedHashMap<>(model.tensors());
    entries.put(WEIGHT, classifier.tensor(WEIGHT));
    entries.put(BIAS, classifier.tensor(BIAS));
    return new ModelState(entries);
  }

  /** Returns the re-trained classifier of a global model, or else the model's own. */
  public static LinearHead of(Path artifact) throws IOException {
    Path file = artifact.resolve(ModelFiles.CLASSIFIER);
    boolean retrained = Files.exists(file);
    return LinearHead.of(Safetensors.read(retrained ? file : artifact.resolve(ModelFiles.MODEL)));
  }
}
