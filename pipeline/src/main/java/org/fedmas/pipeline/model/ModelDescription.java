package org.fedmas.pipeline.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.Config;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.json.Json;
import org.fedmas.images.prepare.ImageSettings;
import org.fedmas.images.prepare.Normalisation;
import org.fedmas.preprocess.DataSetSettings;
import org.fedmas.preprocess.PreparationSettings;
import org.fedmas.tensors.config.ModelSettings;
import org.jspecify.annotations.Nullable;

/**
 * A model without its values: the meaning of its input and its output, and its origin. Its JSON
 * form travels in the metadata of exported files. No path and no image's name is part of it.
 *
 * @param classes class names in the order of the logits
 * @param config the configuration keys that decide preparation and network, and no others
 * @param origin digest of the model's artifact, or of its state where it comes from several
 * @param inputs statistics of the training images; null where unknown
 */
public record ModelDescription(
    List<String> classes, Config config, String origin, @Nullable InputStatistics inputs) {

  /** The name under which the metadata of safetensors files holds the JSON form. */
  public static final String METADATA = "fedmas";

  /** The version of the JSON form. */
  public static final int FORMAT = 1;

  private static final String THREADS = "engine.threads";

  public ModelDescription {
    classes = List.copyOf(classes);
  }

  /**
   * Returns the description of a run's model.
   *
   * @param resolved the whole configuration of the run
   * @param origin digest of the model, {@code sha256:…}
   */
  public static ModelDescription of(
      List<String> classes, Config resolved, String origin, @Nullable InputStatistics inputs) {
    ConfigReader reader = ConfigReader.of(resolved);
    preparation(reader);
    ModelSettings.read(reader);
    threads(reader);
    return new ModelDescription(classes, reader.recorded(), origin, inputs);
  }

  /** Returns the preparation of images. */
  public PreparationSettings preparation() {
    return preparation(ConfigReader.of(config));
  }

  /** Returns backbone and head. */
  public ModelSettings network() {
    return ModelSettings.read(ConfigReader.of(config));
  }

  /** Returns the number of threads of the engine that the run computed with. */
  public int threads() {
    return threads(ConfigReader.of(config));
  }

  /** Returns the normalisation of prepared pixels, in units of full brightness. */
  public Normalisation normalisation() {
    return Normalisation.IMAGENET;
  }

  /** Returns this description with statistics of the training images. */
  public ModelDescription with(@Nullable InputStatistics statistics) {
    return new ModelDescription(classes, config, origin, statistics);
  }

  /** Returns the JSON form; {@code input}, {@code backbone} and {@code head} are for readers. */
  public ObjectNode json() {
    ObjectNode json = Json.object();
    json.put("format", FORMAT);
    json.set("classes", Json.tree(classes));
    json.set("input", input());
    ModelSettings network = network();
    json.put("backbone", network.backbone().id());
    json.put("head", network.kind().id());
    json.put("model", origin);
    json.set("configuration", config.json());
    if (inputs != null) {
      json.set("training_images", Json.snakeCase().valueToTree(inputs));
    }
    return json;
  }

  /**
   * Reads the JSON form.
   *
   * @param where the file that holds it, for messages
   * @throws CorruptArtifactException if it has another form or values that cannot be
   */
  public static ModelDescription of(JsonNode json, String where) {
    if (json.path("format").asInt() != FORMAT) {
      throw new CorruptArtifactException(
          "%s: description of the model: found format %s, expected %s. Export the model again"
              .formatted(where, json.path("format"), FORMAT));
    }
    try {
      List<String> classes = new ArrayList<>();
      json.required("classes").forEach(name -> classes.add(name.asText()));
      JsonNode inputs = json.path("training_images");
      ModelDescription description =
          new ModelDescription(
              classes,
              Config.of(json.required("configuration")),
              json.required("model").asText(),
              inputs.isMissingNode()
                  ? null
                  : Json.snakeCase().treeToValue(inputs, InputStatistics.class));
      description.requireReadable();
      return description;
    } catch (com.fasterxml.jackson.core.JacksonException
        | IllegalArgumentException
        | IllegalStateException
        | ConfigException e) {
      throw new CorruptArtifactException(
          "%s: description of the model: found values that cannot be used (%s). Export the model again"
              .formatted(where, e.getMessage()),
          e);
    }
  }

  private void requireReadable() {
    if (classes.isEmpty()) {
      throw new IllegalArgumentException("no classes");
    }
    ConfigReader reader = ConfigReader.of(config);
    preparation(reader);
    ModelSettings.read(reader);
    threads(reader);
    reader.finish();
  }

  private ObjectNode input() {
    ImageSettings image = preparation().image();
    ObjectNode input = Json.object();
    input.put("channels", "RGB");
    input.put("height", image.side());
    input.put("width", image.side());
    input.put("resize", image.resize().id());
    input.put("size", image.resize().size());
    input.put("crop", image.crop());
    input.put("colour_constancy", image.constancy().id());
    List<Double> mean = new ArrayList<>();
    List<Double> deviation = new ArrayList<>();
    for (int channel = 0; channel < 3; channel++) {
      mean.add(normalisation().mean(channel));
      deviation.add(normalisation().deviation(channel));
    }
    input.set("mean", Json.tree(mean));
    input.set("standard_deviation", Json.tree(deviation));
    return input;
  }

  /** Reads the keys of preparation; of the data set only whether its images are files. */
  private static PreparationSettings preparation(ConfigReader reader) {
    Choice<DataSetSettings> kind = DataSetSettings.choice();
    return PreparationSettings.read(reader, kind.read(reader));
  }

  private static int threads(ConfigReader reader) {
    return reader.integer(THREADS, 2, 1, 256);
  }
}
