package org.fedmas.tensors.config;

import java.util.ArrayList;
import java.util.List;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.config.ConfigReader;

/**
 * The auxiliary networks: the keys {@code auxiliary.*}.
 *
 * @param networks networks of equal width: one for all clients, or several that are assigned to
 *     clients in turn
 * @param statistics whether clients adapt the normalisation statistics
 */
public record AuxiliarySettings(List<AuxiliaryNetwork> networks, Statistics statistics) {

  /** The handling of the networks' normalisation statistics. */
  public enum Statistics {
    /** The statistics never change: all clients use equal networks in every round. */
    FROZEN("frozen"),
    /**
     * Each client replaces the statistics by those of its own batches in the first prior pass, as
     * published.
     */
    CLIENT_ADAPTED("client-adapted");

    private final String word;

    Statistics(String word) {
      this.word = word;
    }
  }

  /** The keys' common prefix. */
  public static final String PREFIX = "auxiliary";

  /** The key of the network, or of the choice of several. */
  public static final String NETWORK_KEY = "auxiliary.network";

  /** The key of the networks of a mix. */
  public static final String MIX_KEY = "auxiliary.mix";

  /** The key of their weights. */
  public static final String WEIGHTS_KEY = "auxiliary.weights";

  private static final String MIX = "mix";
  private static final String DEFAULT = "moco-v2-resnet50";
  private static final List<String> DEFAULT_MIX = List.of(DEFAULT, "imagenet-resnet50");

  public AuxiliarySettings {
    networks = List.copyOf(networks);
  }

  /** Reads the keys. */
  public static AuxiliarySettings read(ConfigReader reader) {
    List<String> names = names(reader);
    List<String> words = words(reader, names);
    List<AuxiliaryNetwork> networks = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      List<String> seedWords = names.size() == 1 ? List.of() : List.of(names.get(i));
      networks.add(AuxiliaryNetwork.of(names.get(i), words.get(i), seedWords));
    }
    String statistics =
        reader.choice(
            "auxiliary.statistics",
            Statistics.FROZEN.word,
            List.of(Statistics.FROZEN.word, Statistics.CLIENT_ADAPTED.word));
    return new AuxiliarySettings(
        networks,
        statistics.equals(Statistics.FROZEN.word) ? Statistics.FROZEN : Statistics.CLIENT_ADAPTED);
  }

  /** Returns the network of a client; the networks of a mix are assigned in turn. */
  public AuxiliaryNetwork of(ClientId client) {
    return networks.get(client.number() % networks.size());
  }

  /** Returns whether each client replaces the statistics of its network. */
  public boolean adapted() {
    return statistics == Statistics.CLIENT_ADAPTED;
  }

  /** Returns whether any auxiliary network uses seeded (untrained) weights. */
  public boolean anySeeded() {
    return networks.stream().anyMatch(network -> network.weights() instanceof Weights.Seeded);
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
    List<String> known = new ArrayList<>(AuxiliaryNetwork.names());
    known.add(MIX);
    String name = reader.choice(NETWORK_KEY, DEFAULT, known);
    if (!name.equals(MIX)) {
      return List.of(name);
    }
    List<String> mix = reader.choices(MIX_KEY, DEFAULT_MIX, AuxiliaryNetwork.names());
    return mix.isEmpty() ? DEFAULT_MIX : mix;
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

  private static void requireEqualWidths(ConfigReader reader, List<String> names) {
    List<Integer> widths = names.stream().map(AuxiliaryNetwork::features).toList();
    if (widths.stream().distinct().count() > 1) {
      reader.problem(
          MIX_KEY,
          "networks of equal width, since all clients share one projector; theirs are " + widths);
    }
  }
}
