package org.fedmas.partition.client;

import java.util.List;
import java.util.stream.IntStream;
import org.fedmas.partition.split.LabelledImage;

/** A rule that assigns every image to a client. */
public sealed interface Clients permits Dirichlet, Iid, Natural, Quantity {

  /** The most clients of a simulated federation. */
  int MOST = 10_000;

  /**
   * Assigns each image to a client. A group, such as a lesion, goes to one client as a whole.
   *
   * @param images in any order; the result does not depend on it
   */
  List<LabelledImage> assign(List<LabelledImage> images);

  /**
   * Returns the clients' names, in the order of their numbers.
   *
   * @param natural the names of the data set's own clients
   */
  List<String> names(List<String> natural);

  /** Returns names of simulated clients, of equal length so that they sort like their numbers. */
  static List<String> simulatedNames(int clients) {
    int digits = Integer.toString(clients - 1).length();
    return IntStream.range(0, clients)
        .mapToObj(number -> "client-" + String.format("%0" + digits + "d", number))
        .toList();
  }
}
