package org.fedmas.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.prediction.PredictionRow;
import org.fedmas.tables.prediction.PredictionTable;
import org.fedmas.tables.summary.AggregationSummary;
import org.fedmas.tables.summary.PriorSummary;
import org.fedmas.tables.summary.Summary;
import org.fedmas.tables.summary.UpdateSummary;
import org.fedmas.testkit.UnitContexts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two clients with 30 and 10 images whose models are the numbers 1 and 5. */
class AggregationStageTest {

  @TempDir Path folder;
  private final List<Path> updates = new ArrayList<>();
  private final List<Path> priors = new ArrayList<>();

  @BeforeEach
  void writeTwoClients() throws Exception {
    client(0, 30, 1, List.of(1.0, 0.0), List.of(2.0, 0.0));
    client(1, 10, 5, List.of(1.0, 1.0), List.of(3.0, 3.0));
  }

  @Test
  void averageWeighsModelsByTheirImages() throws Exception {
    assertThat(model(compute("avg", List.of()))).isEqualTo((30 * 1 + 10 * 5) / 40f);
  }

  @Test
  void masWeighsModelsByTheirRobustFactors() throws Exception {
    Path output = compute("mas", priors);

    assertThat(summary(output))
        .extracting(AggregationSummary.Participant::robustFactor)
        .containsExactly(1.0, 0.5);
    assertThat(model(output)).isEqualTo((float) (2.0 / 3 * 1 + 1.0 / 3 * 5));
  }

  @Test
  void theSummaryListsTheParticipantsInOrder() throws Exception {
    assertThat(summary(compute("avg", priors)))
        .containsExactly(
            new AggregationSummary.Participant(
                0, 0.75, 0.25, List.of(1.0, 0.0), List.of(2.0, 0.0), 1.0, null),
            new AggregationSummary.Participant(
                1, 0.25, 0.25, List.of(1.0, 1.0), List.of(3.0, 3.0), 0.5, null));
  }

  @Test
  void averageNeedsNoPriors() throws Exception {
    assertThat(summary(compute("avg", List.of())))
        .allMatch(client -> client.classPrior() == null && client.robustFactor() == null);
  }

  @Test
  void masWithoutPriorsNamesTheClient() {
    assertThatThrownBy(() -> compute("mas", List.of()))
        .isInstanceOf(StageFailedException.class)
        .hasMessageContaining("client 0 reports none");
  }

  @Test
  void equalInputsGiveEqualBytes() throws Exception {
    assertThat(Files.readAllBytes(compute("mas", priors).resolve(ModelFiles.MODEL)))
        .isEqualTo(Files.readAllBytes(compute("mas", priors).resolve(ModelFiles.MODEL)));
  }

  @Test
  void momentumWithoutMemoryIsTheRule() throws Exception {
    Path output = server(1, received(3), "momentum, beta1: 0, learning-rate: 1");
    assertThat(model(output)).isEqualTo((30 * 1 + 10 * 5) / 40f);
  }

  @Test
  void withoutServerOptimiserTheRuleGivesEqualBytes() throws Exception {
    assertThat(Files.readAllBytes(server(1, received(3), "none").resolve(ModelFiles.MODEL)))
        .isEqualTo(Files.readAllBytes(compute("avg", List.of()).resolve(ModelFiles.MODEL)));
  }

  @Test
  void momentsGoOnFromTheRoundBefore() throws Exception {
    Path first = server(1, received(3), "momentum");
    Path second = server(2, first, "momentum");
    // Δ of the first round is −1; θ = 2 then equals the rule's model, so that Δ = 0
    assertThat(model(first)).isEqualTo(2);
    assertThat(model(second)).isEqualTo((float) (2 - 0.9));
    assertThat(Safetensors.read(second.resolve(ModelFiles.SERVER)).names()).containsExactly("m.x");
  }

  @Test
  void noFileIsLeftBesideModelAndMoments() throws Exception {
    try (Stream<Path> files = Files.list(server(1, received(3), "adam"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("model.safetensors", "server.safetensors", "aggregation.json");
    }
  }

  @Test
  void aServerStepThatOverflowsIsRefused() {
    assertThatThrownBy(
            () -> server(1, received(Float.MAX_VALUE), "momentum, learning-rate: 1000000"))
        .isInstanceOf(StageFailedException.class)
        .hasMessageContaining("lower server.learning-rate");
  }

  @Test
  void theMedianLeavesOutADivergedModelWithAWarning() throws Exception {
    client(2, 10, Float.NaN, List.of(1.0, 1.0), List.of(3.0, 3.0));
    Path output = compute("median", List.of());
    assertThat(model(output)).isEqualTo(3);
    assertThat(Summary.read(output, AggregationSummary.class).warnings())
        .containsExactly(
            "round 1: the models of clients [2] contain NaN or infinity and were left out");
    assertThat(summary(output))
        .extracting(AggregationSummary.Participant::weight)
        .containsExactly(0.5, 0.5, 0.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"median", "trimmed-mean", "krum", "multi-krum", "geometric-median"})
  void aRobustRuleKeepsEqualModels(String rule) throws Exception {
    updates.clear();
    for (int k = 2; k < 7; k++) {
      client(k, 10 * k, 0.1f, List.of(1.0, 1.0), List.of(3.0, 3.0));
    }
    assertThat(model(compute(rule, List.of()))).isEqualTo(0.1f);
  }

  @Test
  void multiKrumAveragesAsManyModelsAsConfigured() throws Exception {
    for (int k = 2; k < 5; k++) {
      client(k, 10, k, List.of(1.0, 1.0), List.of(3.0, 3.0));
    }
    // models 1, 5, 2, 3 and 4, of which 2, 3 and 4 have the lowest scores
    assertThat(model(compute("multi-krum}\nkrum: {averaged: 3", List.of()))).isEqualTo(3);
    assertThat(model(compute("multi-krum}\nkrum: {averaged: 5", List.of()))).isEqualTo(3);
    assertThatThrownBy(() -> compute("multi-krum}\nkrum: {averaged: 6", List.of()))
        .isInstanceOf(StageFailedException.class)
        .hasMessageContaining("at least 6");
  }

  @Test
  void krumWithTooFewFiniteModelsFails() {
    assertThatThrownBy(() -> compute("krum", List.of()))
        .isInstanceOf(StageFailedException.class)
        .hasMessageContaining("found 2 participants with finite models, aggregation.rule krum")
        .hasMessageContaining("at least 5");
  }

  @Test
  void feddgGaAdjustsTheWeightsOfTheRoundBefore() throws Exception {
    Path first = compute("feddg-ga", List.of());
    Path second =
        context(2, "feddg-ga}\nrounds: 10")
            .input(AggregationStage.MODEL, first)
            .input(AggregationStage.EVALUATIONS, evaluation(0, 0.5f), evaluation(1, 0.9f))
            .computedBy(new AggregationStage());
    assertThat(summary(first))
        .extracting(AggregationSummary.Participant::weight)
        .containsExactly(0.5, 0.5);
    assertThat(summary(second))
        .extracting(AggregationSummary.Participant::weight)
        .containsExactly(0.7, 0.3);
  }

  @Test
  void aSecureSumIsTheMeanUpToItsRounding() throws Exception {
    Path output = compute("avg, secure: true", List.of());
    assertThat((double) model(output)).isCloseTo(2, within(Math.scalb(1.0, -24) / 40));
    assertThat(model(compute("uniform, secure: true", List.of()))).isEqualTo(3);
  }

  @Test
  void aModelThatDoesNotFitTheIntegersIsRefused() throws Exception {
    client(2, 10, Float.MAX_VALUE, List.of(1.0, 1.0), List.of(3.0, 3.0));
    assertThatThrownBy(() -> compute("avg, secure: true", List.of()))
        .isInstanceOf(StageFailedException.class)
        .hasMessageContaining("aggregation.secure: found 3.4028234663852886E38 in x of client 2");
  }

  @Test
  void privacyClipsUpdatesAndTellsWhatIsSpent() throws Exception {
    Path received = received(3);
    Path first = privacy(1, received, "0");
    AggregationSummary.Privacy spent = Summary.read(first, AggregationSummary.class).privacy();
    assertThat(spent.shortened()).isEqualTo(2);
    assertThat(spent.rho()).isEqualTo(0.5);
    // updates of −2 and 2 are clipped to −1 and 1, so that noise alone is left
    assertThat(model(first)).isNotEqualTo(3f).isBetween(0f, 6f);
    assertThat(model(privacy(1, received, "0"))).isEqualTo(model(first));
    assertThat(model(privacy(1, received, "1"))).isNotEqualTo(model(first));
    assertThat(model(privacy(2, received, "0"))).isNotEqualTo(model(first));
    assertThat(Summary.read(privacy(2, received, "0"), AggregationSummary.class).privacy().rho())
        .isEqualTo(1);
  }

  private Path privacy(int round, Path received, String seed) throws Exception {
    return context(round, "uniform}\nprivacy: {clip: 1, seed: " + seed + "}")
        .input(AggregationStage.MODEL, received)
        .computedBy(new AggregationStage());
  }

  /** Returns predictions of one image: the client's own model is certain, the global one is not. */
  private Path evaluation(int client, float global) throws Exception {
    Path evaluation = Files.createDirectory(folder.resolve("evaluation-" + client));
    PredictionTable.write(
        evaluation.resolve(PredictionTable.FILE),
        List.of(
            row(client, PredictionRow.GLOBAL, global), row(client, PredictionRow.LOCAL, 0.95f)));
    return evaluation;
  }

  private static PredictionRow row(int client, String model, float probability) {
    float[] probabilities = {probability, 1 - probability};
    return new PredictionRow("x", client, model, Part.VALIDATION, 0, 0, probabilities);
  }

  private Path compute(String rule, List<Path> withPriors) throws Exception {
    return context(1, rule + "}")
        .input(AggregationStage.PRIORS, withPriors.toArray(Path[]::new))
        .computedBy(new AggregationStage());
  }

  private Path server(int round, Path model, String optimizer) throws Exception {
    return context(round, "avg}\nserver: {optimizer: " + optimizer + "}")
        .input(AggregationStage.MODEL, model)
        .computedBy(new AggregationStage());
  }

  private UnitContexts context(int round, String rule) {
    return UnitContexts.of(UnitKey.of(StageName.AGGREGATION, new Round(round)), folder)
        .config("aggregation: {rule: " + rule, AggregationSettings::read)
        .input(AggregationStage.UPDATES, updates.toArray(Path[]::new));
  }

  private Path received(float x) throws Exception {
    Path received = Files.createDirectory(folder.resolve("received"));
    Safetensors.write(
        received.resolve(ModelFiles.MODEL),
        new ModelState(Map.of("x", StoredTensor.of(new float[] {x}, 1))));
    return received;
  }

  private static float model(Path output) throws Exception {
    return Safetensors.read(output.resolve(ModelFiles.MODEL)).tensor("x").floats()[0];
  }

  private static List<AggregationSummary.Participant> summary(Path output) throws Exception {
    return Summary.read(output, AggregationSummary.class).clients();
  }

  private void client(
      int number, int images, float model, List<Double> classPrior, List<Double> classDivergence)
      throws Exception {
    Path update = Files.createDirectory(folder.resolve("update-" + number));
    Path prior = Files.createDirectory(folder.resolve("prior-" + number));
    Safetensors.write(
        update.resolve(ModelFiles.MODEL),
        new ModelState(Map.of("x", StoredTensor.of(new float[] {model}, 1))));
    new UpdateSummary(number, 1, images, images, List.of(images, 0), 0.25, classDivergence, null)
        .write(update);
    new PriorSummary(number, 1, List.of(images, 0), classPrior, null).write(prior);
    updates.add(update);
    priors.add(prior);
  }
}
