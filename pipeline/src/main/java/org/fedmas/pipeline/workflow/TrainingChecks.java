package org.fedmas.pipeline.workflow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.fedmas.aggregation.rule.AggregationRule;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.Digest;
import org.fedmas.contract.FederationKind;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.partition.split.LabelledImage;
import org.fedmas.preprocess.dataset.Client;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.preprocess.dataset.SourceImage;
import org.fedmas.results.record.Participation;
import org.fedmas.tables.partition.PartitionRow;
import org.fedmas.tensors.loss.Loss;
import org.fedmas.training.TrainingSettings;

/** The checks that a data set has enough images and the classes that the loss expects. */
public final class TrainingChecks {

  private TrainingChecks() {}

  /**
   * Returns the partition that the run will make if every image decodes.
   *
   * @param digests the digest of each image
   * @throws ConfigException if the loss expects another number of classes
   */
  public static List<PartitionRow> partition(
      Settings settings, DataSet dataSet, Function<SourceImage, Digest> digests) {
    requireClasses(settings.training().local().loss(), dataSet.classes().size());
    List<LabelledImage> images =
        dataSet.images().stream()
            .map(
                image ->
                    new LabelledImage(
                        image.imageId(),
                        image.client(),
                        image.label(),
                        image.lesionId(),
                        dataSet
                            .officialSplit()
                            .map(split -> split.place(image.imageId()))
                            .orElse(null)))
            .toList();
    Map<String, SourceImage> byName = new HashMap<>();
    dataSet.images().forEach(image -> byName.put(image.imageId(), image));
    return settings
        .data()
        .partition()
        .rows(images, name -> digests.apply(Objects.requireNonNull(byName.get(name))));
  }

  /**
   * Returns the clients that will train under a partition, in order.
   *
   * @throws ConfigException if no client can train
   */
  public static List<ClientId> participants(
      Settings settings, DataSet dataSet, List<PartitionRow> rows) {
    List<String> names = dataSet.clients().stream().map(Client::name).toList();
    int clients = settings.data().partition().clients().names(names).size();
    return requireParticipants(settings.training(), Participation.of(rows, clients));
  }

  /**
   * Returns the clients that train under a partition, in order.
   *
   * @throws ConfigException if no client has enough training images, or fewer clients train in a
   *     round than the aggregation rule works with
   */
  public static List<ClientId> requireParticipants(
      Settings.Training training, Participation participation) {
    int fewest = fewest(training.local());
    boolean pooled = training.federation() == FederationKind.POOLED;
    List<ClientId> participants =
        pooled ? participation.pool(fewest) : participation.participants(fewest);
    if (participants.isEmpty()) {
      String reason =
          training.local().dropLast()
              ? ", as training.drop-last with training.batch-size requires"
              : "";
      throw new ConfigException(
          """
          no client can train: %s fewer than %s training images%s. Check the data, \
          split.kind and evaluation.validation-fraction"""
              .formatted(
                  pooled ? "all clients together have" : "every client has", fewest, reason));
    }
    int drawn = training.sampling().count(participants.size());
    AggregationRule rule = training.aggregation().rule();
    if (drawn < rule.fewestParticipants()) {
      throw new ConfigException(
          """
          aggregation.rule: found %s with %s clients per round, expected at least %s clients. \
          Choose another rule, lower krum.outliers or krum.averaged, or raise clients.fraction"""
              .formatted(rule.id(), drawn, rule.fewestParticipants()));
    }
    return participants;
  }

  /** Returns the number of training images that a client needs: two, or one full batch. */
  public static int fewest(TrainingSettings training) {
    return training.fewestImages();
  }

  static void requireClasses(Loss loss, int classes) {
    if (loss.classes().isPresent() && loss.classes().getAsInt() != classes) {
      throw new ConfigException(
          """
          training.loss: found %s with weights for %s classes, expected weights for the %s classes \
          of the data set. Choose another loss, such as bsm or focal"""
              .formatted(loss.id(), loss.classes().getAsInt(), classes));
    }
  }
}
