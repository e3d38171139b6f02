package org.fedmas.aggregation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.fedmas.aggregation.classifier.RetrainedClassifier;
import org.fedmas.aggregation.classifier.RetrainingDraws;
import org.fedmas.aggregation.rule.ClientReport;
import org.fedmas.aggregation.server.CentralPrivacy;
import org.fedmas.aggregation.server.DriftCorrection;
import org.fedmas.aggregation.server.PrivateMean;
import org.fedmas.aggregation.server.Scaffold;
import org.fedmas.aggregation.server.ServerMovement;
import org.fedmas.aggregation.server.ServerStep;
import org.fedmas.aggregation.sum.ControlSum;
import org.fedmas.aggregation.sum.WeightedModel;
import org.fedmas.contract.UnitContext;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.model.Safetensors;
import org.fedmas.tables.partition.TrainingImages;
import org.fedmas.tables.summary.UpdateSummary.LocalSteps;
import org.jspecify.annotations.Nullable;

/**
 * The next global model, from the rule's combination of the models and the movements that may
 * follow it, with what the server keeps.
 *
 * @param reports the participants' reports, in the order of the combination
 */
record NextModel(
    UnitContext unit,
    AggregationSettings settings,
    Combination combination,
    List<ClientReport> reports) {

  private static final String BEFORE_STEP = "before-step.safetensors";
  private static final String BEFORE_NOISE = "before-noise.safetensors";
  private static final String CONTROL = "control.safetensors";

  /**
   * Writes the model, and the server's tensors if there are any, into the unit's output.
   *
   * @return the clipping of the updates; empty without privacy
   */
  Optional<PrivateMean.Clipping> write() throws IOException {
    Path output = unit.output();
    Path model = output.resolve(ModelFiles.MODEL);
    Path received = settings.needsReceived() ? unit.input(AggregationStage.MODEL) : null;
    Path start = received == null ? null : received.resolve(ModelFiles.MODEL);
    Optional<ServerMovement> movement = movement();
    Optional<PrivateMean.Clipping> clipping;
    if (movement.isPresent()) {
      Path sum = output.resolve(BEFORE_STEP);
      clipping = combine(sum, start);
      new ServerStep(movement.get(), Objects.requireNonNull(received)).writeTo(sum, output);
      Files.delete(sum);
    } else {
      clipping = combine(model, start);
    }
    if (settings.drift().orElse(null) instanceof Scaffold scaffold) {
      addControl(scaffold, Objects.requireNonNull(received));
    }
    if (settings.retraining().isPresent()) {
      new RetrainedClassifier(
              settings.retraining().get(),
              Objects.requireNonNull(received),
              unit.inputs(AggregationStage.GRADIENTS),
              RetrainingDraws.of(settings.retraining().get().seed(), unit.round()))
          .writeTo(output, unit.progress());
    }
    return clipping;
  }

  /** Writes the rule's model, or with privacy the private mean of the updates. */
  private Optional<PrivateMean.Clipping> combine(Path target, @Nullable Path start)
      throws IOException {
    if (settings.masks().isPresent()) {
      long images = reports.stream().mapToLong(ClientReport::images).sum();
      combination
          .masked(images, settings.masks().getAsLong(), unit.round())
          .writeTo(target, unit.progress());
      return Optional.empty();
    }
    if (settings.privacy().isEmpty()) {
      combination.writeTo(target, start, unit.progress());
      return Optional.empty();
    }
    CentralPrivacy privacy = settings.privacy().get();
    Path mean = unit.output().resolve(BEFORE_NOISE);
    combination.writeTo(mean, start, unit.progress());
    List<Path> updates = combination.models().stream().map(WeightedModel::file).toList();
    PrivateMean.Clipping clipping =
        new PrivateMean(
                privacy, Objects.requireNonNull(start), updates, privacy.noise(unit.round()))
            .writeTo(mean, target);
    Files.delete(mean);
    return Optional.of(clipping);
  }

  private Optional<ServerMovement> movement() throws IOException {
    if (settings.server().isPresent()) {
      return Optional.of(settings.server().get());
    }
    if (settings.drift().isEmpty()) {
      return Optional.empty();
    }
    DriftCorrection drift = settings.drift().get();
    return drift.movement(reports.size(), federation(drift).clients());
  }

  private TrainingImages federation(DriftCorrection drift) throws IOException {
    return TrainingImages.read(unit.input(AggregationStage.PARTITION), drift.fewestImages());
  }

  /** Writes the control variate beside the moments of a server optimiser, if there is one. */
  private void addControl(Scaffold scaffold, Path received) throws IOException {
    double share =
        settings
            .rule()
            .representedShare(reports, federation(scaffold))
            .orElseThrow(() -> new IllegalStateException(settings.rule().id() + " with scaffold"));
    double[] shares = combination.weights().weights().clone();
    double[] lengths = new double[shares.length];
    for (int k = 0; k < shares.length; k++) {
      LocalSteps steps = Objects.requireNonNull(reports.get(k).steps());
      shares[k] *= share;
      lengths[k] = steps.count() * steps.learningRate();
    }
    Path before = received.resolve(ModelFiles.SERVER);
    Path control = unit.output().resolve(CONTROL);
    new ControlSum(
            combination.models(),
            shares,
            lengths,
            received.resolve(ModelFiles.MODEL),
            Files.exists(before) ? before : null)
        .writeTo(control);
    Path server = unit.output().resolve(ModelFiles.SERVER);
    List<Path> parts = new ArrayList<>();
    if (Files.exists(server)) {
      Path moments = unit.output().resolve(BEFORE_STEP);
      Files.move(server, moments);
      parts.add(moments);
    }
    parts.add(control);
    Safetensors.join(server, parts);
    for (Path part : parts) {
      Files.delete(part);
    }
  }
}
