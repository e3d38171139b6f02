package org.fedmas.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.fedmas.aggregation.AggregationSettings;
import org.fedmas.aggregation.AggregationStage;
import org.fedmas.aggregation.classifier.ClassifierRetraining;
import org.fedmas.aggregation.classifier.RetrainedClassifier;
import org.fedmas.aggregation.server.CentralPrivacy;
import org.fedmas.aggregation.server.PrivateMean;
import org.fedmas.contract.Round;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.UnitProgress;
import org.fedmas.tables.model.ModelFiles;
import org.fedmas.tables.partition.Part;
import org.fedmas.tables.partition.PartitionRow;
import org.fedmas.tables.partition.PartitionTable;
import org.fedmas.tensors.network.layer.Layout;
import org.fedmas.testkit.GoldenHash;
import org.fedmas.testkit.UnitContexts;
import org.jspecify.annotations.Nullable;

/**
 * The server of a run of {@code methods.json}: the whole {@link AggregationStage}, then privacy and
 * re-training with the reference's draws.
 *
 * @param yaml the run's configuration
 * @param parameters the number of elements of trainable entries
 * @param partition the folder of the partition
 * @param folder the folder of the rounds
 */
record MethodServer(
    MethodFederation federation,
    String yaml,
    int parameters,
    Optional<CentralPrivacy> privacy,
    Optional<ClassifierRetraining> retraining,
    Path partition,
    Path folder) {

  static MethodServer of(
      MethodFederation federation,
      String run,
      Map<String, String> keys,
      BatchPlan plan,
      Layout layout,
      Path folder)
      throws IOException {
    String yaml =
        keys.entrySet().stream()
            .map(key -> key.getKey() + ": " + key.getValue())
            .collect(Collectors.joining("\n"));
    Path partition = Files.createDirectories(folder.resolve("partition"));
    write(partition, federation, plan);
    return new MethodServer(
        federation,
        yaml,
        layout.parameters().stream().mapToInt(spec -> spec.size()).sum(),
        federation.privacy(run),
        federation.retraining(run),
        partition,
        folder);
  }

  /** Writes a partition in which clients have the images of their whole batches. */
  private static void write(Path partition, MethodFederation federation, BatchPlan plan)
      throws IOException {
    List<PartitionRow> rows = new ArrayList<>();
    for (int client = 0; client < federation.clients().size(); client++) {
      int images = federation.clients().get(client).labels().length;
      for (int i = 0; i < plan.imagesInBatches(images); i++) {
        rows.add(new PartitionRow("image-%s-%s".formatted(client, i), client, 0, Part.TRAIN));
      }
    }
    PartitionTable.write(partition.resolve(PartitionTable.FILE), rows);
  }

  /** Computes the next global model and returns its folder. */
  Path next(
      Round round, List<Path> updates, Path received, List<Path> priors, List<Path> evaluations)
      throws Exception {
    return UnitContexts.of(UnitKey.of(StageName.AGGREGATION, round), folder)
        .config(yaml, AggregationSettings::read)
        .input(AggregationStage.UPDATES, updates.toArray(Path[]::new))
        .input(AggregationStage.PRIORS, priors.toArray(Path[]::new))
        .input(AggregationStage.MODEL, received)
        .input(AggregationStage.PARTITION, partition)
        .input(AggregationStage.EVALUATIONS, evaluations.toArray(Path[]::new))
        .computedBy(new AggregationStage());
  }

  /** Replaces the mean of the models by the private mean; null without privacy. */
  PrivateMean.@Nullable Clipping addNoise(
      Path global, Path received, List<Path> updates, Round round) throws IOException {
    if (privacy.isEmpty()) {
      return null;
    }
    double[] noise =
        GoldenHash.normal(federation.seed(), 35_000 + round.index(), parameters + parameters % 2);
    Path model = global.resolve(ModelFiles.MODEL);
    Path mean = Files.move(model, global.resolve("mean"));
    return new PrivateMean(
            privacy.get(),
            received.resolve(ModelFiles.MODEL),
            updates.stream().map(update -> update.resolve(ModelFiles.MODEL)).toList(),
            DoubleStream.of(noise).iterator()::nextDouble)
        .writeTo(mean, model);
  }

  /** Returns whether the classifier is re-trained after every round. */
  boolean retrains() {
    return retraining.isPresent();
  }

  /** Writes the re-trained classifier beside the global model. */
  void retrain(Path global, Path received, List<Path> gradients, Round round) throws IOException {
    new RetrainedClassifier(
            retraining.orElseThrow(),
            received,
            gradients,
            new ReferenceDraws(federation.seed(), round.index(), federation.classes()))
        .writeTo(global, UnitProgress.none());
  }
}
