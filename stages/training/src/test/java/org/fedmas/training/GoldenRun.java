package org.fedmas.training;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.fedmas.aggregation.AggregationSettings;
import org.fedmas.aggregation.rule.AggregationRule;
import org.fedmas.aggregation.rule.AggregationWeights;
import org.fedmas.aggregation.rule.ClassMeasurements;
import org.fedmas.aggregation.rule.ClientReport;
import org.fedmas.aggregation.rule.ImageCount;
import org.fedmas.aggregation.rule.Participants;
import org.fedmas.aggregation.rule.RobustClasses;
import org.fedmas.aggregation.rule.Simplex;
import org.fedmas.aggregation.sum.CountRounding;
import org.fedmas.aggregation.sum.FileDistances;
import org.fedmas.aggregation.sum.WeightedModel;
import org.fedmas.aggregation.sum.WeightedSum;
import org.fedmas.contract.ClassCounts;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Round;
import org.fedmas.contract.UnitProgress;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.prior.PriorPass;
import org.fedmas.prior.PriorSettings;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tensors.Precision;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.input.PriorPlan;
import org.fedmas.tensors.network.EvaluationNetwork;
import org.fedmas.tensors.network.Network;
import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.head.AuxiliaryHead;
import org.fedmas.tensors.network.head.ContrastHead;
import org.fedmas.tensors.network.head.Head;
import org.fedmas.tensors.network.head.PlainHead;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.Mode;
import org.fedmas.tensors.optimizer.OptimizerState;
import org.fedmas.training.term.LocalRound;
import org.jspecify.annotations.Nullable;

/**
 * One golden run through the production classes: prior pass, local training in the given type,
 * aggregation over safetensors files. States in float64 keep every digit between rounds.
 */
final class GoldenRun implements AutoCloseable {

  /** The report of one client. */
  record ClientResult(
      int images, double loss, double @Nullable [] classPrior, double[] classDivergence) {}

  /** The result of one round. */
  record RoundResult(
      List<ClientResult> clients,
      AggregationWeights weights,
      ModelState global,
      double[] testLogits) {}

  private final GoldenFederation federation;
  private final TrainingSettings settings;
  private final PriorSettings priors;
  private final AggregationRule rule;
  private final DataType type;
  private final Path folder;
  private final NDManager manager;
  private final Backbone backbone;
  private final Head head;
  private final Network network;
  private final Layout layout;
  private final ModelState start;
  private final boolean adapting;
  private final Map<Integer, AdaptedImages> adapted = new LinkedHashMap<>();
  private final Map<Integer, ModelState> optimizerStates = new LinkedHashMap<>();
  private final Map<Integer, OptimizerState> exactOptimizers = new LinkedHashMap<>();
  private ModelState global;

  GoldenRun(
      GoldenFederation federation, JsonNode config, DataType type, Path folder, NDManager manager) {
    this.federation = federation;
    this.type = type;
    this.folder = folder;
    this.manager = manager;
    this.adapting = config.path("adapting_aux").asBoolean(false);
    ConfigReader reader = configuration(federation, config);
    this.settings = TrainingSettings.read(reader);
    this.priors = PriorSettings.read(reader);
    String ruleName = config.get("rule").asText().toLowerCase(Locale.ROOT).replace('_', '-');
    this.rule =
        AggregationSettings.read(
                TestConfiguration.reader(
                    Map.of(
                        "aggregation.rule",
                        ruleName,
                        "rounds",
                        Integer.toString(federation.rounds()))))
            .rule();
    this.backbone = GoldenFederation.backbone(config.get("arch").asText());
    this.head = head(config.get("method").asText(), federation.auxiliary().features());
    this.layout = head.layout(backbone, federation.classes());
    long base = federation.json().get("net_stream_base").longValue();
    this.start = GoldenStates.of(layout, federation.seed(), base);
    this.global = start;
    this.network = Network.of(backbone, head, federation.classes(), start, manager, type);
  }

  private static Head head(String method, int dimension) {
    return switch (method) {
      case "moon" -> new ContrastHead();
      case "fedmas" -> new AuxiliaryHead(dimension);
      default -> new PlainHead();
    };
  }

  /** Returns the state before the first round. */
  ModelState start() {
    return start;
  }

  Layout layout() {
    return layout;
  }

  RoundResult round(Round round) throws IOException {
    List<ClientResult> results = new ArrayList<>();
    List<ClientReport> reports = new ArrayList<>();
    for (int k = 0; k < federation.clients().size(); k++) {
      ClientResult result = train(k, round);
      results.add(result);
      ClassMeasurements measurements =
          result.classPrior() == null
              ? null
              : new ClassMeasurements(
                  result.classPrior(), result.classDivergence(), RobustClasses.ALL);
      int images = federation.clients().get(k).labels().length;
      reports.add(new ClientReport(new ClientId(k), images, result.images(), measurements));
    }
    FileDistances distances = new FileDistances(models(Simplex.equal(reports.size())));
    AggregationWeights weights =
        rule.weights(new Participants(round, reports, ImageCount.FULL_BATCHES, distances));
    ModelState sum = aggregate(weights.weights());
    global = sum;
    network.load(global);
    return new RoundResult(results, weights, ExactState.rounded(global), testLogits());
  }

  private ClientResult train(int client, Round round) throws IOException {
    GoldenImages images = federation.clients().get(client);
    ClassCounts counts = images.counts(federation.classes());
    BatchPlan plan = new BatchPlan(settings.batchSize(), settings.dropLast());
    List<int[]> batches = plan.batches(IntStream.range(0, images.labels().length).toArray());
    network.load(global);
    double[] prior = null;
    if (rule.needsMeasurements()) {
      if (adapting && round.index() == 0) {
        adapted.put(
            client,
            AdaptedImages.of(
                images,
                batches,
                federation.auxiliary(),
                federation.auxiliaryState(),
                manager,
                type));
        prior = prior(adapted(client).moving(), batches, counts);
      } else {
        prior = prior(adapting ? adapted(client).moved() : images, batches, counts);
      }
    }
    GoldenImages compared = adapted.containsKey(client) ? adapted(client).moved() : images;
    ModelState previous =
        optimizerStates.containsKey(client) ? Safetensors.read(file(client)) : null;
    LocalRound local = settings.begin(network, global, previous, counts, round, RandomKey.of(0));
    OptimizerState state = optimizerState(client);
    try (LocalTrainer trainer = new LocalTrainer(local, state, settings)) {
      for (int epoch = 0; epoch < settings.work().epochs(); epoch++) {
        batches.forEach(batch -> trainer.step(compared.batch(batch, type)));
      }
      optimizerStates.put(client, state.save());
      Safetensors.write(
          file(client), type == DataType.FLOAT64 ? ExactState.save(network) : network.save());
      return new ClientResult(
          plan.imagesInBatches(images.labels().length),
          trainer.meanLoss(),
          prior,
          PriorPlan.Coverage.FULL_BATCHES.perClass(trainer.classDivergence(), counts));
    }
  }

  private AdaptedImages adapted(int client) {
    return Objects.requireNonNull(adapted.get(client));
  }

  /** Returns P_kc under the global model, measured in float32 as in a run. */
  private double[] prior(GoldenImages images, List<int[]> batches, ClassCounts counts) {
    try (EvaluationNetwork received =
        EvaluationNetwork.of(
            backbone,
            head,
            federation.classes(),
            ExactState.rounded(global),
            manager,
            Precision.FLOAT32)) {
      PriorPass pass = new PriorPass(received, priors, counts);
      for (int[] members : batches) {
        try (NDManager scope = manager.newSubManager()) {
          TrainingBatch batch = images.batch(members, DataType.FLOAT32);
          pass.add(batch.labels(), batch.images(scope), batch.features(scope));
        }
      }
      return pass.classPrior();
    }
  }

  private OptimizerState optimizerState(int client) {
    if (type == DataType.FLOAT64) {
      return exactOptimizers.computeIfAbsent(
          client, k -> OptimizerState.zero(settings.optimizer(), network, manager));
    }
    ModelState saved = optimizerStates.get(client);
    return saved == null
        ? OptimizerState.zero(settings.optimizer(), network, manager)
        : OptimizerState.of(settings.optimizer(), network, saved, manager);
  }

  private ModelState aggregate(double[] weights) throws IOException {
    Path target = folder.resolve("global.safetensors");
    new WeightedSum(models(weights), CountRounding.TRUNCATED).writeTo(target, UnitProgress.none());
    return Safetensors.read(target);
  }

  private List<WeightedModel> models(double[] weights) {
    return IntStream.range(0, weights.length)
        .mapToObj(k -> new WeightedModel(new ClientId(k), file(k), weights[k]))
        .toList();
  }

  private double[] testLogits() {
    try (NDManager scope = manager.newSubManager()) {
      int[] all = IntStream.range(0, federation.test().labels().length).toArray();
      TrainingBatch batch = federation.test().batch(all, type);
      return Transfer.doubles(network.forward(batch.images(scope), Mode.EVAL).logits());
    }
  }

  private Path file(int client) {
    return folder.resolve("client-" + client + ".safetensors");
  }

  /** Returns the run's configuration in our words, read as a user's would be. */
  private static ConfigReader configuration(GoldenFederation federation, JsonNode config) {
    JsonNode file = federation.json();
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("model.backbone", config.get("arch").asText());
    keys.put("training.batch-size", Integer.toString(federation.batch()));
    keys.put("training.drop-last", "true");
    keys.put("prior.coverage", "full-batches");
    keys.put("training.epochs", config.get("epochs").asText());
    keys.put("training.optimizer", config.get("opt").asText());
    keys.put("training.learning-rate", config.get("lr").asText());
    keys.put("training.loss", config.get("loss").asText().toLowerCase(Locale.ROOT));
    String clip = file.get("clip").asText();
    switch (config.get("method").asText()) {
      case "fedavg" -> {
        keys.put("training.terms", "[]");
        clip = "0";
      }
      case "fedprox" -> {
        keys.put("training.terms", "[proximal]");
        clip = "0";
        keys.put("proximal.weight", file.get("mu").asText());
      }
      case "moon" -> {
        keys.put("training.terms", "[model-contrast]");
        keys.put("model-contrast.weight", file.get("mu").asText());
        keys.put("model-contrast.temperature", file.get("moon_temperature").asText());
      }
      case "fedmas" -> keys.put("alignment.weight", file.get("free_u").asText());
      default -> throw new IllegalArgumentException(config.get("method").asText());
    }
    keys.put("training.clip-norm", clip);
    return TestConfiguration.reader(keys);
  }

  @Override
  public void close() {
    exactOptimizers.values().forEach(OptimizerState::close);
    network.close();
  }
}
