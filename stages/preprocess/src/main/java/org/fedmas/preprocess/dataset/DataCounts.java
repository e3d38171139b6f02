package org.fedmas.preprocess.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Numbers of images by client, class and part of the official split.
 *
 * @param classes class names
 * @param clients one row per client, in order of id
 */
public record DataCounts(List<String> classes, List<ClientCounts> clients) {

  /**
   * One client's counts.
   *
   * @param train images per class
   * @param test images per class
   */
  public record ClientCounts(Client client, List<Integer> train, List<Integer> test) {

    public ClientCounts {
      train = List.copyOf(train);
      test = List.copyOf(test);
    }

    /** Returns the number of training images of all classes. */
    public int trainSize() {
      return train.stream().mapToInt(Integer::intValue).sum();
    }

    /** Returns the number of test images of all classes. */
    public int testSize() {
      return test.stream().mapToInt(Integer::intValue).sum();
    }
  }

  public DataCounts {
    classes = List.copyOf(classes);
    clients = List.copyOf(clients);
  }

  /** Returns the number of images of all clients and parts. */
  public int total() {
    return clients.stream().mapToInt(row -> row.trainSize() + row.testSize()).sum();
  }

  /** Counts images; without an official split all of them count as training images. */
  static DataCounts of(
      List<String> classes,
      List<Client> clients,
      List<SourceImage> images,
      Optional<OfficialSplit> split) {
    int[][][] counts = new int[2][clients.size()][classes.size()];
    for (SourceImage image : images) {
      boolean test = split.isPresent() && split.get().place(image.imageId()).isTest(1);
      counts[test ? 1 : 0][image.client()][image.label()]++;
    }
    List<ClientCounts> rows = new ArrayList<>();
    for (Client client : clients) {
      rows.add(
          new ClientCounts(client, boxed(counts[0][client.id()]), boxed(counts[1][client.id()])));
    }
    return new DataCounts(classes, rows);
  }

  private static List<Integer> boxed(int[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
