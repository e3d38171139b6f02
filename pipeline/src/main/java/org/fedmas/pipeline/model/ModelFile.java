package org.fedmas.pipeline.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.json.Json;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tensors.checkpoint.Checkpoint;
import org.fedmas.tensors.checkpoint.CheckpointNames;
import org.fedmas.tensors.checkpoint.StateDifference;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.network.layer.TensorSpec;

/** Models in single files, ours with their description and foreign checkpoints without. */
public final class ModelFile {

  private static final String CLASSIFIER = "fc.weight";

  private ModelFile() {}

  /** Returns whether a file may hold a model, by its ending. */
  public static boolean isNamedLikeOne(Path file) {
    return String.valueOf(file.getFileName())
        .toLowerCase(Locale.ROOT)
        .matches(".*\\.(safetensors|pth|pt|tar)");
  }

  /**
   * Reads a file of ours.
   *
   * @return empty if the file has no description
   * @throws CorruptArtifactException if the file or its description is damaged
   */
  public static Optional<DeployedModel> described(Path file) throws IOException {
    if (!String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".safetensors")) {
      return Optional.empty();
    }
    String text = Safetensors.metadata(file).get(ModelDescription.METADATA);
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new DeployedModel(
              ModelDescription.of(Json.mapper().readTree(text), file.toString()),
              Safetensors.read(file)));
    } catch (JsonProcessingException e) {
      throw new CorruptArtifactException(
          "%s: description of the model: found text that is not JSON. Export the model again"
              .formatted(file),
          e);
    }
  }

  /** Writes a model with its description as safetensors. */
  public static void write(Path file, DeployedModel model) throws IOException {
    Safetensors.write(
        file,
        model.state(),
        Map.of(ModelDescription.METADATA, Json.canonical(model.description().json())));
  }

  /**
   * Reads a checkpoint without a description, whose network a configuration names. If it has a
   * plain classifier while the configuration asks for another head, the plain one counts.
   *
   * @param classes names of the classes in the order of the logits; empty for numbers
   * @throws org.fedmas.contract.error.MissingInputException if the tensors do not fit the network
   */
  public static DeployedModel foreign(Path file, List<String> classes, Config config) {
    ModelState loaded = CheckpointNames.backbone(Checkpoint.read(file));
    List<String> names = classes.isEmpty() ? numbered(loaded) : classes;
    ModelDescription asked = ModelDescription.of(names, config, loaded.digest().toString(), null);
    if (loaded.names().stream().noneMatch(name -> name.startsWith("p."))) {
      Map<String, com.fasterxml.jackson.databind.JsonNode> plain =
          new LinkedHashMap<>(config.values());
      plain.put("training.terms", Json.tree(List.of()));
      asked = ModelDescription.of(names, new Config(plain), asked.origin(), null);
    }
    return new DeployedModel(asked, fitted(file, loaded, asked));
  }

  private static ModelState fitted(Path file, ModelState loaded, ModelDescription asked) {
    ModelSettings network = asked.network();
    Map<String, long[]> expected = new LinkedHashMap<>();
    for (TensorSpec spec :
        network.head().layout(network.backbone(), asked.classes().size()).tensors()) {
      expected.put(spec.name(), spec.dimensions());
    }
    return StateDifference.matched(file.toString(), loaded, expected, List.of());
  }

  private static List<String> numbered(ModelState loaded) {
    if (!loaded.names().contains(CLASSIFIER)) {
      return List.of("0", "1"); // the comparison of tensors reports what is missing
    }
    int classes = (int) loaded.tensor(CLASSIFIER).shape()[0];
    return java.util.stream.IntStream.range(0, classes).mapToObj(Integer::toString).toList();
  }
}
