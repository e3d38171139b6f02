package org.fedmas.tensors.config;

import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.images.view.ViewSettings;

/**
 * The auxiliary networks: the keys {@code auxiliary.*}, apart from {@link AuxiliaryStatistics}.
 *
 * @param networks of equal width; one for all clients, or several that clients take in turn
 * @param seed the seed of networks that were never trained, which serve runs of any seed; otherwise
 *     0
 */
public record AuxiliarySettings(List<AuxiliaryNetwork> networks, long seed) {

  /** The key of the network, or of the choice of several. */
  public static final String NETWORK_KEY = "auxiliary.network";

  /** The key of the networks of a mix. */
  public static final String MIX_KEY = "auxiliary.mix";

  /** The key of their weights. */
  public static final String WEIGHTS_KEY = "auxiliary.weights";

  private static final String MIX = "mix";

  public AuxiliarySettings {
    networks = List.copyOf(networks);
  }

  /** Reads the keys. */
  public static AuxiliarySettings read(ConfigReader reader) {
    List<String> names = names(reader);
    List<String> words = words(reader, names);
    requireShipped(reader, names, words);
    List<AuxiliaryNetwork> networks = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      List<String> seedWords = names.size() == 1 ? List.of() : List.of(names.get(i));
      networks.add(AuxiliaryNetwork.of(names.get(i), words.get(i), seedWords));
    }
    boolean anySeeded = networks.stream().anyMatch(network -> network.weights().isSeeded());
    return new AuxiliarySettings(networks, anySeeded ? ViewSettings.seed(reader) : 0);
  }

  /** Returns the network of a client; the networks of a mix are assigned in turn. */
  public AuxiliaryNetwork of(ClientId client) {
    return networks.get(client.number() % networks.size());
  }

  /** Returns whether a network has values that were never trained. */
  public boolean anySeeded() {
    return networks.stream().anyMatch(network -> network.weights().isSeeded());
  }

  /** Returns the networks' names. */
  public String name() {
    return String.join(", ", networks.stream().map(AuxiliaryNetwork::name).toList());
  }

  /** Returns the width of the features of the configured networks, from their keys alone. */
  static int features(ConfigReader reader) {
    return AuxiliaryNetwork.features(names(reader).get(0));
  }

  private static List<String> names(ConfigReader reader) {
    return AuxiliaryNetwork.one(MIX, reader)
        .map(List::of)
        .orElseGet(() -> AuxiliaryNetwork.mix(reader));
  }

  /** Returns the configured values of each network; a single entry stands for all networks. */
  private static List<String> words(ConfigReader reader, List<String> names) {
    requireEqualWidths(reader, names);
    List<String> published = names.stream().map(AuxiliaryNetwork::published).toList();
    if (names.size() == 1) {
      return List.of(reader.text(WEIGHTS_KEY, published.get(0)));
    }
    List<String> words = reader.texts(WEIGHTS_KEY, published);
    if (words.size() == 1) {
      return java.util.Collections.nCopies(names.size(), words.get(0));
    }
    if (words.size() != names.size()) {
      reader.problem(
          WEIGHTS_KEY, "one value for all networks of " + MIX_KEY + ", or " + names.size());
      return published;
    }
    return words;
  }

  /** Reports a network for which no values come with the program. */
  private static void requireShipped(ConfigReader reader, List<String> names, List<String> words) {
    for (int i = 0; i < names.size(); i++) {
      if (words.get(i).equals(Weights.SAMPLE)
          && !names.get(i).equals(ShippedPrior.shipped().network())) {
        reader.problem(
            WEIGHTS_KEY,
            "other values for %s, since %s stands for those of %s"
                .formatted(names.get(i), Weights.SAMPLE, ShippedPrior.shipped().network()));
      }
    }
  }

  private static void requireEqualWidths(ConfigReader reader, List<String> names) {
    List<Integer> widths = names.stream().map(AuxiliaryNetwork::features).toList();
    if (widths.stream().distinct().count() > 1) {
      reader.problem(
          MIX_KEY,
          "networks of equal width, since all clients share one projector; theirs are " + widths);
    }
  }
}
