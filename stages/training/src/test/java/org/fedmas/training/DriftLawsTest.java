package org.fedmas.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.fedmas.contract.Round;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tensors.ComputeDevice;
import org.fedmas.tensors.TensorEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws of SCAFFOLD, FedDyn and FedNova, over federations of softmax regression in float64. */
class DriftLawsTest {

  private static final MethodFederation TINY = MethodFederation.ofTinyRuns();
  private static final String SAMPLED = "'participants': [[0, 1], [1, 2], [0, 2]]";
  private static final double ROUNDING = 1e-14;

  @TempDir Path folder;

  @Test
  void fednovaWithEqualStepsIsFederatedAveraging() throws Exception {
    // both clients have six images, so three steps
    MethodFederation equal = with(List.of(TINY.clients().get(0), TINY.test()));
    double[] average = global(run(equal, "'method': 'fedavg'", 3));
    assertThat(global(run(equal, "'method': 'fednova'", 3)))
        .containsExactly(average, within(ROUNDING));
  }

  @Test
  void fednovaWithUnequalStepsIsNot() throws Exception {
    double[] average = global(run(TINY, "'method': 'fedavg'", 1));
    assertThat(Math.abs(global(run(TINY, "'method': 'fednova'", 1))[0] - average[0]))
        .isGreaterThan(1e-3);
  }

  @Test
  void scaffoldStartsAsFederatedAveragingBitForBit() throws Exception {
    double[] average = global(run(TINY, "'method': 'fedavg', 'rule': 'uniform'", 1));
    assertThat(global(run(TINY, "'method': 'scaffold', 'rule': 'uniform'", 1)))
        .containsExactly(average);
  }

  @ParameterizedTest
  @CsvSource({"uniform, 2, 2, 2", "avg, 6, 4, 2"})
  void theControlVariateIsTheMeanOfTheClients(String rule, double a, double b, double c)
      throws Exception {
    Done done = run(TINY, "'method': 'scaffold', 'rule': '%s', %s".formatted(rule, SAMPLED), 3);
    double[] shares = {a / (a + b + c), b / (a + b + c), c / (a + b + c)};
    assertThat(server(done, ModelFiles.CONTROL))
        .containsExactly(mean(done, ModelFiles.CONTROL, shares), within(ROUNDING));
  }

  @Test
  void theServerKeepsTheMeanOfAllSumsOfChanges() throws Exception {
    Done done = run(TINY, "'method': 'feddyn', 'rule': 'uniform', " + SAMPLED, 3);
    double[] shares = {1 / 3.0, 1 / 3.0, 1 / 3.0};
    assertThat(server(done, ModelFiles.DYNAMIC))
        .containsExactly(mean(done, ModelFiles.DYNAMIC, shares), within(ROUNDING));
  }

  @Test
  void aControlVariateIsTheMeanOfCorrectedGradients() throws Exception {
    String step = "'rule': 'uniform', 'clip': 0.5, 'weight_decay': 0.01, 'lr': 0.1";
    // one batch, so one step, whose gradient at the same model a run without correction shows
    MethodFederation one = with(List.of(TINY.clients().get(2), TINY.clients().get(2)));
    Done before = run(one, "'method': 'scaffold', " + step, 1);
    double[] start = global(before);
    Done corrected = run(one, "'method': 'scaffold', " + step, 2);
    double[] control = values(client(corrected, 0), ModelFiles.CONTROL);
    double[] moved = values(corrected.models().get(1).get(0), "");
    double[] c = server(before, ModelFiles.CONTROL);
    double[] own = values(client(before, 0), ModelFiles.CONTROL);
    for (int i = 0; i < control.length; i++) {
      double along = (start[i] - moved[i]) / 0.1;
      assertThat(control[i]).isCloseTo(along - c[i] + own[i], within(1e-12));
    }
    assertThat(norm(control)).isLessThan(0.51);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'momentum', 'lr': 1, 'beta1': 0.9", "'adam', 'lr': 0.01"})
  void aServerOptimiserAndTheControlVariateShareAFile(String optimizer) throws Exception {
    String keys = "'method': 'scaffold', 'rule': 'avg', 'server': {'kind': %s}";
    Done done = run(TINY, keys.formatted(optimizer), 2);
    ModelState server = Safetensors.read(done.folder().resolve(ModelFiles.SERVER));
    assertThat(server.part("m.").names()).isNotEmpty();
    assertThat(server.part(ModelFiles.CONTROL).names()).isEqualTo(server.part("m.").names());
    try (Stream<Path> files = Files.list(done.folder())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("model.safetensors", "server.safetensors", "aggregation.json");
    }
  }

  @Test
  void aClientThatIsNotDrawnKeepsItsState() throws Exception {
    String keys = "'method': 'scaffold', 'rule': 'uniform', 'participants': [[0, 1], [1], [0]]";
    Done two = run(TINY, keys, 2);
    Done three = run(TINY, keys, 3);
    // client 0 rests in round 2; its third round continues from its first
    assertThat(Objects.requireNonNull(two.updates().get(0)).getFileName())
        .hasToString("round-1-client-0");
    assertThat(values(client(three, 0), ModelFiles.CONTROL))
        .isNotEqualTo(values(client(two, 0), ModelFiles.CONTROL));
  }

  /** The end of a run. */
  private record Done(Path folder, List<Path> updates, List<List<ModelState>> models) {}

  private Done run(MethodFederation federation, String config, int rounds) throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode run = mapper.createObjectNode();
    String text = "{'loss': 'CE', 'lr': 0.1, %s}".formatted(config).replace('\'', '"');
    run.set("config", mapper.readTree(text));
    MethodFederation chosen = withRuns(federation, mapper.createObjectNode().set("law", run));
    Path place = Files.createTempDirectory(folder, "run");
    try (NDManager manager = TensorEngine.newManager(ComputeDevice.CPU);
        MethodRun ours = new MethodRun(chosen, "law", DataType.FLOAT64, place, manager)) {
      List<List<ModelState>> models = new ArrayList<>();
      Path last = place;
      for (int r = 1; r <= rounds; r++) {
        ReplayedRound result = ours.round(new Round(r));
        models.add(result.clients().stream().map(TrainedClient::model).toList());
        last = result.folder();
      }
      List<Path> updates = new ArrayList<>();
      for (int k = 0; k < chosen.clients().size(); k++) {
        updates.add(ours.update(k));
      }
      return new Done(last, updates, models);
    }
  }

  private static double[] global(Done done) throws IOException {
    return values(Safetensors.read(done.folder().resolve(ModelFiles.MODEL)), "");
  }

  private static double[] server(Done done, String prefix) throws IOException {
    return values(Safetensors.read(done.folder().resolve(ModelFiles.SERVER)), prefix);
  }

  private static ModelState client(Done done, int client) throws IOException {
    return Safetensors.read(done.updates().get(client).resolve(ModelFiles.CLIENT));
  }

  private static double[] mean(Done done, String prefix, double[] shares) throws IOException {
    double[] mean = new double[server(done, prefix).length];
    for (int k = 0; k < shares.length; k++) {
      double[] own = values(client(done, k), prefix);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += shares[k] * own[i];
      }
    }
    return mean;
  }

  private static double[] values(ModelState state, String prefix) {
    ModelState part = state.part(prefix);
    return part.names().stream()
        .flatMapToDouble(name -> Arrays.stream(part.tensor(name).doubles()))
        .toArray();
  }

  private static double norm(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  private static MethodFederation with(List<GoldenImages> clients) {
    return new MethodFederation(
        TINY.name(),
        TINY.runs(),
        TINY.defaults(),
        clients,
        TINY.test(),
        TINY.classes(),
        TINY.batch(),
        TINY.backbone(),
        TINY.seed(),
        TINY.stream(),
        TINY.tolerance());
  }

  private static MethodFederation withRuns(MethodFederation federation, JsonNode runs) {
    return new MethodFederation(
        federation.name(),
        runs,
        federation.defaults(),
        federation.clients(),
        federation.test(),
        federation.classes(),
        federation.batch(),
        federation.backbone(),
        federation.seed(),
        federation.stream(),
        federation.tolerance());
  }
}
