package org.fedmas.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fedmas.aggregation.classifier.ClassifierRetraining;
import org.fedmas.aggregation.server.CentralPrivacy;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.backbone.ChannelMeans;
import org.fedmas.tensors.network.head.AuxiliaryHead;
import org.fedmas.tensors.network.head.Head;
import org.fedmas.tensors.network.head.SimplexHead;
import org.fedmas.testkit.Golden;
import org.fedmas.testkit.GoldenHash;

/**
 * The data that a group of runs of {@code methods.json} shares: {@code runs} of resnet8, or {@code
 * tiny} runs of softmax regression.
 *
 * @param name the group's name
 * @param runs the runs by name, each with {@code config} and {@code history}
 * @param defaults the configuration that a run's own is laid over
 * @param clients the pictures of each client; those of tiny runs are [4, 1, 1]
 * @param batch images per batch
 * @param backbone the network that is trained
 * @param seed of the start values
 * @param stream the stream of the first start value
 * @param tolerance the tolerance in float64, as a share of an array's scale
 */
record MethodFederation(
    String name,
    JsonNode runs,
    ObjectNode defaults,
    List<GoldenImages> clients,
    GoldenImages test,
    int classes,
    int batch,
    Backbone backbone,
    long seed,
    long stream,
    double tolerance) {

  static final String FILE = "methods.json";

  private static final long SIMPLEX_STREAM = 33_000;

  /** Returns the runs of resnet8. */
  static MethodFederation ofRuns() {
    JsonNode json = Golden.json(FILE);
    ObjectNode defaults = (ObjectNode) json.get("defaults");
    GoldenFederation data = GoldenFederation.of(json);
    return new MethodFederation(
        "runs",
        json.get("runs"),
        defaults,
        data.clients(),
        data.test(),
        data.classes(),
        data.batch(),
        GoldenFederation.backbone(defaults.get("arch").asText()),
        data.seed(),
        json.get("net_stream_base").longValue(),
        1e-7);
  }

  /** Returns the runs of softmax regression. */
  static MethodFederation ofTinyRuns() {
    JsonNode json = Golden.json(FILE);
    JsonNode tiny = json.get("tiny");
    List<GoldenImages> clients = new ArrayList<>();
    for (JsonNode client : tiny.get("clients")) {
      clients.add(images(client.get("images"), client.get("labels")));
    }
    GoldenImages test = images(tiny.get("test_images"), tiny.get("test_labels"));
    return new MethodFederation(
        "tiny",
        tiny.get("runs"),
        (ObjectNode) json.get("defaults"),
        clients,
        test,
        3,
        tiny.get("batch").intValue(),
        new ChannelMeans(test.pixels()[0].length),
        json.get("seed").longValue(),
        tiny.get("stream_base").longValue(),
        1e-9);
  }

  /** Returns a run's whole configuration. */
  ObjectNode config(String run) {
    ObjectNode config = defaults.deepCopy();
    config.setAll((ObjectNode) runs.get(run).get("config"));
    return config;
  }

  /** Returns the names of the runs whose configuration fedmas can express. */
  List<String> supported() {
    List<String> names = new ArrayList<>();
    runs.fieldNames()
        .forEachRemaining(
            run -> {
              if (MethodKeys.missing(config(run)).isEmpty()) {
                names.add(run);
              }
            });
    return names;
  }

  /** Returns the privacy of a run, whose noise is the reference's; empty without privacy. */
  Optional<CentralPrivacy> privacy(String run) {
    ObjectNode config = config(run);
    return config.get("method").asText().equals("dp")
        ? Optional.of(
            new CentralPrivacy(
                config.get("limit").doubleValue(), config.get("noise").doubleValue(), 1e-5, 0))
        : Optional.empty();
  }

  /** Returns the re-training of a run's classifier, whose draws are the reference's. */
  Optional<ClassifierRetraining> retraining(String run) {
    JsonNode creff = config(run).path("creff");
    return creff.isMissingNode()
        ? Optional.empty()
        : Optional.of(
            new ClassifierRetraining(
                creff.get("per_class").intValue(),
                creff.get("match_steps").intValue(),
                creff.get("lr_feature").doubleValue(),
                creff.get("epochs").intValue(),
                creff.get("lr_head").doubleValue(),
                creff.get("batch").intValue(),
                0));
  }

  /** Returns whether a run's weights or losses follow from numbers in float32, as in production. */
  boolean measuresInFloat32(String run) {
    ObjectNode config = config(run);
    return config.has("creff")
        || config.get("loss").asText().equals("DALA")
        || Set.of("ga", "mas").contains(config.get("rule").asText());
  }

  /** Returns the start values of the global model. */
  ModelState start(Head head) {
    return GoldenStates.of(head.layout(backbone, classes), seed, stream);
  }

  /** Returns the head that a configuration asks for; a simplex has the reference's directions. */
  Head head(String run, ConfigReader reader) {
    if (config(run).get("head").asText().equals("aux")) {
      return new AuxiliaryHead(test.features()[0].length);
    }
    Head head = ModelSettings.read(reader).head();
    return head instanceof SimplexHead ? new SimplexHead(this::random) : head;
  }

  private double[][] random(int classes) {
    float[] values =
        GoldenHash.symmetric(seed, SIMPLEX_STREAM, Math.multiplyExact(classes, classes), 1, 0);
    double[][] matrix = new double[classes][classes];
    for (int i = 0; i < values.length; i++) {
      matrix[i / classes][i % classes] = values[i];
    }
    return matrix;
  }

  private static GoldenImages images(JsonNode rows, JsonNode labels) {
    float[][] pixels = new float[rows.size()][];
    for (int i = 0; i < pixels.length; i++) {
      double[] row = Golden.numbers(rows.get(i));
      pixels[i] = new float[row.length];
      for (int j = 0; j < row.length; j++) {
        pixels[i][j] = (float) row[j];
      }
    }
    long[] shape = {pixels[0].length, 1, 1};
    return new GoldenImages(Golden.integers(labels), pixels, shape, new float[0][]);
  }
}
