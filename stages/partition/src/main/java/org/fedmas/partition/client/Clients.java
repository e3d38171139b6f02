package org.fedmas.partition.client;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.Named;
import org.fedmas.partition.split.LabelledImage;

/** A rule that gives every image its client. */
public sealed interface Clients extends Named permits Clients.Simulated, Natural {

  /** The most clients of a simulated federation. */
  int MOST = 10_000;

  static Clients read(ConfigReader reader) {
    return choice().read(reader).configured(reader);
  }

  static Choice<Clients> choice() {
    return Choice.of(
        "partition.kind",
        "natural",
        new Natural(),
        new Dirichlet(0.5, 10, 0, 0),
        new Iid(10, 0),
        new Quantity(0.5, 10, 0, 0));
  }

  /** Returns this rule with its parameters as configured. */
  default Clients configured(ConfigReader reader) {
    return this;
  }

  static int count(ConfigReader reader, int otherwise) {
    return reader.integer("partition.clients", otherwise, 1, MOST);
  }

  static double alpha(ConfigReader reader, double otherwise) {
    return reader.number("partition.alpha", otherwise, 1e-3, 1e6);
  }

  static int minimum(ConfigReader reader, int otherwise) {
    return reader.added().integer(Redraw.KEY, otherwise, 0, 1_000_000);
  }

  /** Returns whether each image stays with the data set's own client. */
  default boolean isNatural() {
    return false;
  }

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

  /** A rule that makes clients of its own. */
  sealed interface Simulated extends Clients permits Dirichlet, Iid, Quantity {

    int clients();

    /** Returns names of equal length, so that they sort like their numbers. */
    @Override
    default List<String> names(List<String> natural) {
      int digits = Integer.toString(clients() - 1).length();
      return IntStream.range(0, clients())
          .mapToObj(number -> "client-" + String.format(Locale.ROOT, "%0" + digits + "d", number))
          .toList();
    }
  }
}
