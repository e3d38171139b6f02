package org.fedmas.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.fedmas.contract.ClassCounts;
import org.fedmas.contract.Round;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.Precision;
import org.fedmas.tensors.TensorEngine;
import org.fedmas.tensors.config.ModelSettings;
import org.fedmas.tensors.network.Network;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.tensors.network.layer.SeededInitialisation;
import org.fedmas.tensors.network.layer.TensorSpec;
import org.fedmas.tensors.optimizer.OptimizerState;
import org.fedmas.training.term.CarriedState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client's round that was interrupted after a step ends with the bytes of an undisturbed one. */
@Tag("e2e")
class ResumeTest {

  private static final int CLASSES = 8;
  private static final int WIDTH = 512;
  private static final int[] LABELS = {0, 1, 3, 0, 5, 1, 0, 3};
  private static final RandomKey KEY = RandomKey.of(3);

  @TempDir Path folder;

  @Test
  void afterAnyStep() throws IOException {
    Client client =
        new Client(
            "training.terms=[proximal, model-contrast, alignment]",
            "training.sampler=class-aware",
            "training.dropout=0.3");
    assertResumes(client, IntStream.range(1, client.states().size()).toArray());
  }

  @Test
  void anUnreadableCheckpointIsIgnored() throws IOException {
    KeptCheckpoint kept = new KeptCheckpoint(folder.resolve("kept"));
    Files.writeString(kept.file(), "not a state");
    assertThat(kept.last(RoundState::read)).isEmpty();
    assertThat(kept.log())
        .singleElement()
        .asString()
        .startsWith("ignoring unreadable checkpoint: " + kept.file());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "training.terms=[]",
        "training.terms=[] model.head=simplex",
        "training.terms=[] model.head=generic-personal training.dropout=0.3",
        "training.sampler=class-balanced training.drop-last=true",
        "training.optimizer=sgd training.clip-norm=0",
        "training.optimizer=sgd training.nesterov=false training.optimizer-state=reset",
        "training.steps=5 training.loss-parts=true",
        "training.optimizer=adamw training.schedule=cosine rounds=7",
        "training.loss=ldam alignment.class-weighted=true rounds=2",
        "training.loss=bsm alignment.heads=auxiliary alignment.ramp-from=1 rounds=3",
        "training.loss=ce alignment.weight=0 alignment.heads=global",
        "training.terms=[model-contrast] model-contrast.statistics=eval training.dropout=0.5",
        "training.terms=[scaffold] training.optimizer=sgd training.momentum=0",
        "training.terms=[dynamic-regulariser,alignment] training.learning-rate=1e-5",
        "model.backbone=efficientnet-b0 training.stochastic-depth=0.5 training.epochs=1",
      })
  void underEveryOption(String keys) throws IOException {
    Client client = new Client(keys.split(" "));
    RandomStream draw = RandomKey.of(8).with(keys).stream();
    assertResumes(client, 1 + draw.below(client.states().size() - 1));
  }

  /** Checks that the round resumes after these numbers of steps. */
  private void assertResumes(Client client, int... after) throws IOException {
    List<RoundState> states = client.states();
    byte[] expected = bytes(states.get(states.size() - 1));
    ClientState kept = client.kept;
    for (int step : after) {
      Path file = folder.resolve("kept");
      states.get(step).write(file);
      List<RoundState> rest = client.from(RoundState.read(file));
      assertThat(rest).hasSize(states.size() - 1 - step);
      byte[] found =
          rest.isEmpty() ? bytes(RoundState.read(file)) : bytes(rest.get(rest.size() - 1));
      assertThat(Arrays.equals(found, expected)).as("resumed after step %s", step).isTrue();
      assertThat(client.kept).as("kept after step %s", step).isEqualTo(kept);
    }
  }

  private byte[] bytes(RoundState state) throws IOException {
    Path file = folder.resolve("bytes");
    state.write(file);
    return Files.readAllBytes(file);
  }

  /** A client of eight images in its second round, two epochs. */
  private static final class Client {

    private final TrainingSettings settings;
    private final ModelSettings model;
    private final Layout layout;
    private final ModelState received;
    private final ModelState previous;
    private List<RoundState> states = List.of();

    /** The state that the client kept after the last training. */
    private ClientState kept = ClientState.EMPTY;

    Client(String... assignments) {
      Map<String, String> keys = new LinkedHashMap<>();
      keys.put("model.backbone", "resnet8");
      keys.put("auxiliary.network", "imagenet-resnet18");
      keys.put("training.batch-size", "3");
      if (!String.join(" ", assignments).contains("training.steps")) {
        keys.put("training.epochs", "2");
      }
      for (String assignment : assignments) {
        String[] parts = assignment.split("=", 2);
        keys.put(parts[0], parts[1]);
      }
      ConfigReader reader = TestConfiguration.reader(keys);
      this.settings = TrainingSettings.read(reader);
      this.model = ModelSettings.read(reader);
      this.layout = model.head().layout(model.backbone(), CLASSES);
      this.received = SeededInitialisation.of(layout, RandomKey.of(5));
      this.previous = SeededInitialisation.of(layout, RandomKey.of(6));
    }

    /** Returns the states after 0, 1, … steps of an undisturbed round. */
    List<RoundState> states() throws IOException {
      if (states.isEmpty()) {
        states = train(null);
      }
      return states;
    }

    List<RoundState> from(RoundState state) {
      return train(state);
    }

    private List<RoundState> train(@Nullable RoundState kept) {
      List<RoundState> after = new ArrayList<>();
      try (NDManager manager = TensorEngine.newManager(ComputeDevice.CPU);
          Network network =
              Network.of(
                  model.backbone(), model.head(), CLASSES, received, manager, Precision.FLOAT32);
          OptimizerState state =
              kept == null
                  ? OptimizerState.zero(settings.optimizer(), network, manager)
                  : OptimizerState.of(settings.optimizer(), network, kept.optimizer(), manager);
          PersonalHead personal = personal(kept, network);
          LocalTrainer trainer =
              new LocalTrainer(
                  settings.begin(
                      network,
                      received,
                      previous,
                      ClassCounts.ofLabels(LABELS, CLASSES),
                      new Round(2),
                      carried(),
                      KEY),
                  state,
                  settings,
                  personal)) {
        EpochLoop.Position start = loop().start();
        if (kept == null) {
          after.add(state(start, trainer, network, state, personal));
        } else {
          network.load(kept.model());
          trainer.resume(kept.sums());
          start = kept.position();
        }
        loop()
            .from(start)
            .forEachRemaining(
                batch -> {
                  trainer.step(batch(batch.epoch(), batch.members()));
                  after.add(state(batch.next(), trainer, network, state, personal));
                });
        this.kept = trainer.kept();
      }
      return after;
    }

    private @Nullable PersonalHead personal(@Nullable RoundState kept, Network network) {
      if (!model.hasPersonalHead()) {
        return null;
      }
      return kept == null
          ? PersonalHead.first(received, settings, network)
          : PersonalHead.of(kept.client(), settings, network);
    }

    private static RoundState state(
        EpochLoop.Position position,
        LocalTrainer trainer,
        Network network,
        OptimizerState state,
        @Nullable PersonalHead personal) {
      return new RoundState(
          position,
          trainer.sums(),
          network.save(),
          state.save(),
          personal == null ? ClientState.EMPTY : personal.savedIn(ClientState.EMPTY));
    }

    /** Returns what methods carry over: small values of every parameter, on client and server. */
    private CarriedState carried() {
      Map<String, StoredTensor> values = new LinkedHashMap<>();
      for (TensorSpec spec : layout.parameters()) {
        for (String prefix : List.of(ModelFiles.CONTROL, ModelFiles.DYNAMIC)) {
          float[] small = previous.tensor(spec.name()).floats();
          for (int i = 0; i < small.length; i++) {
            small[i] /= 100;
          }
          values.put(prefix + spec.name(), StoredTensor.of(small, spec.dimensions()));
        }
      }
      return new CarriedState(new ModelState(values), ModelState.EMPTY, 4, Set.of());
    }

    private EpochLoop loop() {
      return EpochLoop.of(settings, 4, KEY, KEY, LABELS);
    }

    private static RandomBatch batch(int epoch, int[] members) {
      long seed = Arrays.hashCode(members) + 31L * epoch;
      return new RandomBatch(
          seed, Arrays.stream(members).map(member -> LABELS[member]).toArray(), WIDTH);
    }
  }
}
