package org.fedmas.pipeline.workflow;

import java.util.List;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.partition.split.LabelledImage;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.tables.partition.PartitionRow;
import org.fedmas.tensors.loss.Loss;
import org.fedmas.training.TrainingSettings;

/** Refuses training that a data set leaves nothing to do or has the wrong classes for. */
public final class TrainingChecks {

  private TrainingChecks() {}

  /**
   * Who will train, if every image can be decoded, in order.
   *
   * @throws ConfigException before any work: if nobody can, or the loss is made for another number
   *     of classes
   */
  public static List<ClientId> participants(Settings settings, DataSet dataSet) {
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
    List<PartitionRow> rows = settings.data().partition().rows(images);
    int clients = settings.data().partition().clients().names(clientNames(dataSet)).size();
    return requireSomebody(settings.training().local(), Participation.of(rows, clients));
  }

  /** Returns the participants of a partition, of whom there has to be one. */
  public static List<ClientId> requireSomebody(
      TrainingSettings training, Participation participation) {
    int fewest = Participation.fewest(training);
    List<ClientId> participants = participation.participants(fewest);
    if (participants.isEmpty()) {
      throw new ConfigException(
          "nobody can train: no client has "
              + fewest
              + " training images"
              + (training.dropLast()
                  ? ", which training.drop-last with training.batch-size asks for"
                  : "")
              + "; check the data, split.kind and evaluation.validation-fraction");
    }
    return participants;
  }

  static void requireClasses(Loss loss, int classes) {
    if (loss.classes().isPresent() && loss.classes().getAsInt() != classes) {
      throw new ConfigException(
          "training.loss: found "
              + loss.name()
              + ", which has weights for "
              + loss.classes().getAsInt()
              + " classes, but the data set has "
              + classes
              + "; choose another loss, such as bsm or focal");
    }
  }

  private static List<String> clientNames(DataSet dataSet) {
    return dataSet.clients().stream().map(client -> client.name()).toList();
  }
}
