package org.fedmas.training;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fedmas.aggregation.AggregationStage;
import org.fedmas.aggregation.server.PrivateMean;
import org.fedmas.contract.ClassCounts;
import org.fedmas.contract.Round;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.model.ClientEntries;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.NormalisationSharing;
import org.fedmas.tables.model.RetrainedHead;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.partition.TrainingImages;
import org.fedmas.tables.summary.AggregationSummary;
import org.fedmas.tables.summary.Summary;
import org.fedmas.tables.summary.UpdateSummary;
import org.fedmas.tensors.Transfer;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.input.PriorPlan;
import org.fedmas.tensors.network.Network;
import org.fedmas.tensors.network.head.Head;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.Mode;
import org.fedmas.tensors.optimizer.OptimizerState;
import org.fedmas.testkit.Golden;
import org.fedmas.training.term.CarriedState;
import org.fedmas.training.term.LocalRound;
import org.jspecify.annotations.Nullable;

/**
 * One run of {@code methods.json} through the production classes: {@link LocalTrainer} in the given
 * type, then the whole {@link AggregationStage} over folders as a run has them. Client and server
 * state between rounds is that of the production classes. States in float64 keep every digit.
 */
final class MethodRun implements AutoCloseable {

  private final MethodFederation federation;
  private final JsonNode participants;
  private final TrainingSettings settings;
  private final DataType type;
  private final Path folder;
  private final NDManager manager;
  private final Network network;
  private final Layout layout;
  private final ModelState start;
  private final Map<Integer, Path> updates = new LinkedHashMap<>();
  private final Map<Integer, OptimizerState> optimizers = new LinkedHashMap<>();
  private final MethodServer server;
  private final MethodMeasurements measurements;
  private final List<Path> evaluations = new ArrayList<>();
  private @Nullable ClassLosses losses;
  private final Map<Integer, Double> personalLosses = new LinkedHashMap<>();
  private final Map<Integer, Long> steps = new LinkedHashMap<>();
  private final NormalisationSharing sharing;
  private final boolean personalHeads;
  private final Path first;
  private Path global;

  MethodRun(MethodFederation federation, String run, DataType type, Path folder, NDManager manager)
      throws IOException {
    this.federation = federation;
    this.type = type;
    this.folder = folder;
    this.manager = manager;
    JsonNode config = federation.config(run);
    this.participants = config.path("participants");
    Map<String, String> keys = MethodKeys.of(config, federation.batch()).keys();
    ConfigReader reader = TestConfiguration.reader(keys);
    this.settings = TrainingSettings.read(reader);
    Head head = federation.head(run, reader);
    this.sharing = NormalisationSharing.read(reader);
    this.personalHeads = ModelSettings.read(reader).hasPersonalHead();
    this.layout = head.layout(federation.backbone(), federation.classes());
    this.measurements = new MethodMeasurements(federation, head, folder, manager);
    this.start = federation.start(head);
    this.first = Files.createDirectories(folder.resolve("round-0"));
    this.global = first;
    this.server = MethodServer.of(federation, run, keys, settings.plan(), layout, folder);
    this.network =
        Network.of(federation.backbone(), head, federation.classes(), start, manager, type);
    ModelState whole = saved();
    Safetensors.write(first.resolve(ModelFiles.MODEL), sharing.shared(whole));
    ClientState.EMPTY.with(ClientEntries.NORMALISATION, sharing.kept(whole)).writeTo(first);
  }

  /** Returns the state before the first round. */
  ModelState start() {
    return start;
  }

  /** Returns the folder of a client's last update; null before its first. */
  @Nullable Path update(int client) {
    return updates.get(client);
  }

  Layout layout() {
    return layout;
  }

  /** Returns the folder with the entries that a client keeps. */
  Path own(int client) {
    return updates.getOrDefault(client, first);
  }

  /** Returns the mean loss of a client's personal head in its last round. */
  double personalLoss(int client) {
    return personalLosses.getOrDefault(client, Double.NaN);
  }

  /** Returns a model's logits of the test pictures whose number modulo 3 is the client's. */
  double[] logits(ModelState model, int client) {
    try (NDManager scope = manager.newSubManager();
        Network other = network.with(model)) {
      int[] own =
          IntStream.range(0, federation.test().labels().length)
              .filter(i -> i % 3 == client)
              .toArray();
      TrainingBatch batch = federation.test().batch(own, type);
      return Transfer.doubles(other.forward(batch.images(scope), Mode.EVAL).logits());
    }
  }

  /** Trains the participants of a round and computes the next global model. */
  ReplayedRound round(Round round) throws Exception {
    List<TrainedClient> results = new ArrayList<>();
    if (settings.loss().needsClassLosses()) {
      ModelState received = Safetensors.read(global.resolve(ModelFiles.MODEL));
      losses = measurements.classLosses(participants(round), round.number(), received);
    }
    List<Path> gradients =
        server.retrains()
            ? measurements.gradients(participants(round), round.number(), global)
            : List.of();
    List<Path> priors =
        settings.aligned()
            ? measurements.priors(participants(round), round.number(), settings.plan(), global)
            : List.of();
    for (int client : participants(round)) {
      results.add(train(client, round));
    }
    List<Path> models = results.stream().map(result -> updates.get(result.client())).toList();
    Path received = global;
    global = server.next(round, models, received, priors, evaluations);
    PrivateMean.Clipping clipping = server.addNoise(global, received, models, round);
    ModelState next = ClientEntries.model(global, first);
    network.load(next);
    double[] logits = testLogits();
    double[] retrained = null;
    if (server.retrains()) {
      server.retrain(global, received, gradients, round);
      network.load(RetrainedHead.over(ExactState.rounded(next), global));
      retrained = testLogits();
    }
    evaluations.clear();
    for (TrainedClient result : results) {
      network.load(result.model());
      evaluations.add(
          measurements.evaluation(result.client(), round.number(), logits, testLogits()));
    }
    network.load(next);
    return new ReplayedRound(
        results,
        Summary.read(global, AggregationSummary.class),
        global,
        next,
        logits,
        losses == null ? null : classLoss(losses),
        clipping,
        retrained);
  }

  private int[] participants(Round round) {
    return participants.isArray()
        ? Golden.integers(participants.get(round.index()))
        : IntStream.range(0, federation.clients().size()).toArray();
  }

  private TrainedClient train(int client, Round round) throws IOException {
    GoldenImages images = federation.clients().get(client);
    ClassCounts counts = images.counts(federation.classes());
    int number = images.labels().length;
    long taken = steps.getOrDefault(client, 0L);
    EpochLoop loop =
        EpochLoop.of(
            settings.work(),
            settings.plan(),
            taken,
            number,
            pass -> IntStream.range(0, number).toArray());
    ModelState received = ClientEntries.model(global, own(client));
    Path before = updates.get(client);
    ModelState previous = before == null ? null : ClientEntries.model(before);
    network.load(received);
    try (PersonalHead personal = personalHead(client);
        LocalTrainer trainer =
            new LocalTrainer(
                measured(
                    settings.begin(
                        network,
                        received,
                        previous,
                        counts,
                        round,
                        carried(client, received),
                        RandomKey.of(0))),
                optimizer(client),
                settings,
                personal)) {
      loop.from(loop.start())
          .forEachRemaining(batch -> trainer.step(images.batch(batch.members(), type)));
      steps.put(client, taken + trainer.sums().steps());
      return written(client, round, images, trainer, personal);
    }
  }

  private @Nullable PersonalHead personalHead(int client) throws IOException {
    if (!personalHeads) {
      return null;
    }
    return updates.containsKey(client)
        ? PersonalHead.of(ClientState.read(List.of(own(client))), settings, network)
        : PersonalHead.first(start, settings, network);
  }

  /** Returns what methods carry over; the reference counts the images of whole batches. */
  private CarriedState carried(int client, ModelState received) throws IOException {
    Path server = global.resolve(ModelFiles.SERVER);
    int images = federation.clients().get(client).labels().length;
    double mean = TrainingImages.read(this.server.partition(), 1).mean();
    return new CarriedState(
        ClientState.read(Stream.ofNullable(updates.get(client)).toList()).entries(),
        Files.exists(server) ? Safetensors.read(server) : ModelState.EMPTY,
        mean * images / settings.plan().imagesInBatches(images),
        sharing.kept(received).names());
  }

  private TrainedClient written(
      int client,
      Round round,
      GoldenImages images,
      LocalTrainer trainer,
      @Nullable PersonalHead personal)
      throws IOException {
    int number = images.labels().length;
    int inBatches = settings.plan().imagesInBatches(number);
    Path update =
        Files.createDirectories(folder.resolve("round-" + round.number() + "-client-" + client));
    ModelState model = saved();
    Safetensors.write(update.resolve(ModelFiles.MODEL), sharing.shared(model));
    List<Integer> perClass =
        Arrays.stream(images.counts(federation.classes()).counts()).boxed().toList();
    new UpdateSummary(
            client,
            round.number(),
            inBatches,
            inBatches,
            perClass,
            trainer.meanLoss(),
            settings.aligned() ? divergence(trainer, images) : null,
            null,
            null,
            null,
            settings.reportsSteps() ? settings.localSteps(trainer.sums().steps(), round) : null)
        .write(update);
    ClientState kept = trainer.kept().with(ClientEntries.NORMALISATION, sharing.kept(model));
    if (personal != null) {
      personalLosses.put(client, personal.meanLoss());
      kept = personal.savedIn(kept).with(ClientEntries.PERSONAL, saved(personal));
    }
    kept.writeTo(update);
    updates.put(client, update);
    return new TrainedClient(
        client, inBatches, trainer.meanLoss(), trainer.lossParts(), trainer.sums().steps(), model);
  }

  private List<Double> divergence(LocalTrainer trainer, GoldenImages images) {
    double[] perClass =
        PriorPlan.Coverage.FULL_BATCHES.perClass(
            trainer.classDivergence(), images.counts(federation.classes()));
    return DoubleStream.of(perClass).boxed().toList();
  }

  private LocalRound measured(LocalRound local) {
    return losses == null ? local : local.with(losses.applied(local.loss()));
  }

  private static double[] classLoss(ClassLosses losses) {
    double[] means = losses.sums().clone();
    for (int c = 0; c < means.length; c++) {
      means[c] /= 1e-5 + losses.counts()[c];
    }
    return means;
  }

  private OptimizerState optimizer(int client) {
    OptimizerState before = optimizers.get(client);
    if (before != null && settings.memory() == OptimizerMemory.RESET) {
      before.close();
      optimizers.remove(client);
    }
    return optimizers.computeIfAbsent(
        client, k -> OptimizerState.zero(settings.optimizer(), network, manager));
  }

  private ModelState saved() {
    return type == DataType.FLOAT64 ? ExactState.save(network) : network.save();
  }

  private ModelState saved(PersonalHead personal) {
    ModelState rounded = personal.savedIn(ClientState.EMPTY).of(ClientEntries.PERSONAL);
    if (type != DataType.FLOAT64) {
      return rounded;
    }
    Map<String, StoredTensor> exact = new LinkedHashMap<>();
    for (String name : rounded.names()) {
      double[] values = Transfer.doubles(personal.parameters().get(exact.size()));
      exact.put(name, StoredTensor.of(values, rounded.tensor(name).shape()));
    }
    return new ModelState(exact);
  }

  private double[] testLogits() {
    try (NDManager scope = manager.newSubManager()) {
      int[] all = IntStream.range(0, federation.test().labels().length).toArray();
      TrainingBatch batch = federation.test().batch(all, type);
      return Transfer.doubles(network.forward(batch.images(scope), Mode.EVAL).logits());
    }
  }

  @Override
  public void close() {
    optimizers.values().forEach(OptimizerState::close);
    network.close();
  }
}
