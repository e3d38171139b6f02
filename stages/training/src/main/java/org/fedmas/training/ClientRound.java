package org.fedmas.training;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.fedmas.contract.CheckpointInterval;
import org.fedmas.contract.ClassCounts;
import org.fedmas.contract.Federation;
import org.fedmas.contract.UnitContext;
import org.fedmas.contract.error.InterruptedRunException;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.model.ClientEntries;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.TrainingImages;
import org.fedmas.tables.summary.Summary;
import org.fedmas.tables.summary.UpdateSummary;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.Numerics;
import org.fedmas.tensors.Precision;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.input.AuxiliaryFeatures;
import org.fedmas.tensors.input.Originals;
import org.fedmas.tensors.input.Prefetcher;
import org.fedmas.tensors.input.PreparedImage;
import org.fedmas.tensors.input.PreparedImages;
import org.fedmas.tensors.input.ViewRenderer;
import org.fedmas.tensors.network.Network;
import org.fedmas.tensors.optimizer.OptimizerState;
import org.fedmas.training.term.CarriedState;
import org.fedmas.training.term.LocalRound;
import org.jspecify.annotations.Nullable;

/** One client's local training in one round, from artifacts to artifact. */
final class ClientRound implements AutoCloseable {

  private final UnitContext unit;
  private final ClientSettings client;
  private final TrainingSettings settings;
  private final PreparedImages prepared;
  private final List<PreparedImage> images;
  private final int classes;
  private final Path partition;

  ClientRound(UnitContext unit, ClientSettings client) throws IOException {
    this.unit = unit;
    this.client = client;
    this.settings = client.training();
    this.partition = unit.input(TrainingStage.PARTITION);
    this.classes = Federation.read(partition).classes().size();
    List<Path> shards = unit.inputs(TrainingStage.IMAGES);
    this.prepared =
        client.pooled()
            ? PreparedImages.ofAll(shards, partition, Part.TRAIN)
            : PreparedImages.of(shards, partition, unit.client(), Part.TRAIN);
    this.images = prepared.list();
  }

  @Override
  public void close() {
    prepared.close();
  }

  /** Trains and writes model, optimiser state and summary. */
  void run() throws IOException {
    int[] labels = images.stream().mapToInt(PreparedImage::label).toArray();
    ClassCounts counts = ClassCounts.ofLabels(labels, classes);
    ComputeDevice device = ComputeDevice.of(unit.numerics().getOrDefault(Numerics.DEVICE, "cpu"));
    ModelState received = receivedModel();
    ClientState kept = ClientState.read(unit.inputs(TrainingStage.PREVIOUS));
    Optional<RoundState> saved = unit.checkpoint().last(RoundState::read);
    try (NDManager manager = TensorEngine.newManager(device);
        Network network =
            Network.of(
                client.model().backbone(),
                client.model().head(),
                classes,
                received,
                manager,
                Precision.of(unit.numerics()));
        OptimizerState state = optimizerState(saved, network, manager);
        Originals originals = Originals.open(unit.inputs(TrainingStage.ORIGINALS));
        AuxiliaryFeatures features =
            settings.needsFeatures()
                ? AuxiliaryFeatures.open(unit, client.auxiliary(), manager)
                : null;
        PersonalHead personal = personalHead(saved, kept, network);
        LocalTrainer trainer =
            new LocalTrainer(
                measured(
                    settings.begin(
                        network,
                        received,
                        previousModel(),
                        counts,
                        unit.round(),
                        carried(kept, received),
                        key())),
                state,
                settings,
                personal)) {
      long before = stepsBefore();
      EpochLoop batchRow = EpochLoop.of(settings, before, key(), clientKey(), labels);
      EpochLoop.Position start = resume(saved, network, trainer, batchRow.start());
      RoundInput input =
          new RoundInput(
              images,
              new ViewRenderer(client.views(), originals),
              client.seed(),
              unit.round(),
              features);
      try (Prefetcher<EpochLoop.Batch, RoundInput.Ready> batches =
          input.ready(batchRow.from(start), settings.batchSize())) {
        while (batches.hasNext()) {
          RoundInput.Ready ready = batches.next();
          trainer.step(ready.batch());
          finished(
              ready.origin(),
              trainer.sums(),
              () ->
                  new RoundState(
                      ready.origin().next(),
                      trainer.sums(),
                      network.save(),
                      state.save(),
                      personal == null ? ClientState.EMPTY : personal.savedIn(ClientState.EMPTY)));
        }
      }
      ModelState trained = network.save();
      Safetensors.write(unit.output().resolve(ModelFiles.MODEL), client.sharing().shared(trained));
      Safetensors.write(unit.output().resolve(ModelFiles.OPTIMIZER), state.save());
      ClientState own =
          trainer.kept().with(ClientEntries.NORMALISATION, client.sharing().kept(trained));
      (personal == null ? own : personal.savedIn(own)).writeTo(unit.output());
      summary(trainer, counts, features, before).write(unit.output());
    }
  }

  /** Returns the round with the losses that its classification loss depends on. */
  private LocalRound measured(LocalRound round) throws IOException {
    List<Path> measured = unit.inputs(TrainingStage.CLASS_LOSSES);
    return measured.isEmpty()
        ? round
        : round.with(ClassLosses.of(measured, classes).applied(round.loss()));
  }

  /** Loads the checkpoint into network and trainer, and returns the position to continue from. */
  private EpochLoop.Position resume(
      Optional<RoundState> saved, Network network, LocalTrainer trainer, EpochLoop.Position start) {
    if (saved.isEmpty()) {
      return start;
    }
    RoundState state = saved.get();
    network.load(state.model());
    trainer.resume(state.sums());
    unit.checkpoint().log("resumed at " + state.position());
    return state.position();
  }

  /** Reports a step, and writes a checkpoint if one is due or the run stops. */
  private void finished(EpochLoop.Batch batch, TrainerSums sums, Supplier<RoundState> state) {
    CheckpointInterval interval = unit.checkpoint().interval();
    if (!batch.last() && interval.isDue(sums.steps(), batch.next().batch() == 0)) {
      save(sums, state);
    }
    try {
      unit.progress()
          .images(sums.samples(), settings.work().images(images.size(), settings.batchSize()));
    } catch (InterruptedRunException e) {
      if (interval.isOn()) {
        save(sums, state);
      }
      throw e;
    }
  }

  private void save(TrainerSums sums, Supplier<RoundState> state) {
    unit.checkpoint().save(sums.steps(), file -> state.get().write(file));
  }

  private RandomKey key() {
    return RandomKey.of(client.seed())
        .with("training")
        .with(unit.round().number())
        .with(unit.client().number());
  }

  /** Returns the key of what lasts over all rounds of the client. */
  private RandomKey clientKey() {
    return RandomKey.of(client.seed())
        .with("training")
        .with("every round")
        .with(unit.client().number());
  }

  /** Returns the steps that the client took in earlier rounds; 0 where epochs count. */
  private long stepsBefore() throws IOException {
    List<Path> previous = unit.inputs(TrainingStage.PREVIOUS);
    return previous.isEmpty() || !settings.work().countsSteps()
        ? 0
        : Objects.requireNonNull(
            Summary.read(previous.get(0), UpdateSummary.class).steps(),
            "the previous update counts no steps");
  }

  /** Returns the client's own model of its previous round; null if no term reads it. */
  private @Nullable ModelState previousModel() throws IOException {
    List<Path> previous = unit.inputs(TrainingStage.PREVIOUS);
    return previous.isEmpty() || !settings.looksBack()
        ? null
        : ClientEntries.model(previous.get(0));
  }

  /** Returns the global model, completed by the entries that stay with the client. */
  private ModelState receivedModel() throws IOException {
    Path global = unit.input(TrainingStage.MODEL);
    List<Path> own = unit.inputs(TrainingStage.OWN);
    return ClientEntries.model(global, own.isEmpty() ? global : own.get(0));
  }

  /** Returns the client's personal head; null unless the configuration asks for one. */
  private @Nullable PersonalHead personalHead(
      Optional<RoundState> saved, ClientState kept, Network network) throws IOException {
    if (!client.model().hasPersonalHead()) {
      return null;
    }
    if (saved.isEmpty() && forgets() && PersonalHead.isIn(kept)) {
      return PersonalHead.first(kept.of(ClientEntries.PERSONAL), settings, network);
    }
    ClientState last = saved.map(RoundState::client).orElse(kept);
    if (PersonalHead.isIn(last)) {
      return PersonalHead.of(last, settings, network);
    }
    Path start = unit.input(TrainingStage.OWN).resolve(ModelFiles.MODEL);
    return PersonalHead.first(Safetensors.read(start), settings, network);
  }

  /** Returns what the terms read of earlier rounds and of other clients. */
  private CarriedState carried(ClientState kept, ModelState received) throws IOException {
    Path server = unit.input(TrainingStage.MODEL).resolve(ModelFiles.SERVER);
    return new CarriedState(
        kept.entries(),
        settings.readsServer() && Files.exists(server)
            ? Safetensors.read(server)
            : ModelState.EMPTY,
        settings.comparesImages()
            ? TrainingImages.read(partition, settings.fewestImages()).mean()
            : 0,
        client.sharing().kept(received).names());
  }

  private boolean forgets() {
    return settings.memory() == OptimizerMemory.RESET;
  }

  private OptimizerState optimizerState(
      Optional<RoundState> saved, Network network, NDManager manager) throws IOException {
    List<Path> previous = unit.inputs(TrainingStage.PREVIOUS);
    if (saved.isEmpty() && (previous.isEmpty() || forgets())) {
      return OptimizerState.zero(settings.optimizer(), network, manager);
    }
    ModelState values =
        saved.isPresent()
            ? saved.get().optimizer()
            : Safetensors.read(previous.get(0).resolve(ModelFiles.OPTIMIZER));
    return OptimizerState.of(settings.optimizer(), network, values, manager);
  }

  private UpdateSummary summary(
      LocalTrainer trainer,
      ClassCounts counts,
      @Nullable AuxiliaryFeatures features,
      long stepsBefore) {
    List<Integer> perClass = Arrays.stream(counts.counts()).boxed().toList();
    return new UpdateSummary(
        unit.client().number(),
        unit.round().number(),
        images.size(),
        settings.plan().imagesInBatches(images.size()),
        perClass,
        trainer.meanLoss(),
        settings.aligned()
            ? Arrays.stream(client.coverage().perClass(trainer.classDivergence(), counts))
                .boxed()
                .toList()
            : null,
        features == null ? null : features.unchanged(),
        settings.work().countsSteps() ? stepsBefore + trainer.sums().steps() : null,
        settings.lossParts() ? trainer.lossParts() : null,
        settings.reportsSteps() ? settings.localSteps(trainer.sums().steps(), unit.round()) : null);
  }
}
