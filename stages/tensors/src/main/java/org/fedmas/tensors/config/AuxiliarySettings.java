package org.fedmas.tensors.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.network.Backbone;
import org.fedmas.tensors.network.EfficientNetB0;
import org.fedmas.tensors.network.Layout;
import org.fedmas.tensors.network.ResNet18;
import org.fedmas.tensors.network.ResNet50;
import org.fedmas.tensors.network.SeededInitialisation;

/**
 * The frozen auxiliary network: the keys {@code auxiliary.*}.
 *
 * @param name as configured
 * @param backbone its architecture
 * @param weights where its values come from
 */
public record AuxiliarySettings(String name, Backbone backbone, Weights weights) {

  /** The keys' common prefix. */
  public static final String PREFIX = "auxiliary";

  /** The key that decides how wide its features are. */
  public static final String NETWORK_KEY = "auxiliary.network";

  /** The key of its weights. */
  public static final String WEIGHTS_KEY = "auxiliary.weights";

  private static final Map<String, Backbone> NETWORKS = networks();

  private static final Map<String, String> MOCO =
      Map.of("moco-v2", "moco_v2_800ep_pretrain.pth.tar");

  private static Map<String, Backbone> networks() {
    Map<String, Backbone> networks = new LinkedHashMap<>();
    networks.put("moco-v2-resnet50", new ResNet50());
    networks.put("imagenet-resnet50", new ResNet50());
    networks.put("imagenet-resnet18", new ResNet18());
    networks.put("imagenet-efficientnet-b0", new EfficientNetB0());
    return networks;
  }

  /** Reads the keys. */
  public static AuxiliarySettings read(ConfigReader reader) {
    String name = network(reader);
    Backbone backbone = java.util.Objects.requireNonNull(NETWORKS.get(name));
    boolean moco = name.startsWith("moco");
    Map<String, String> known =
        moco ? MOCO : Map.of("imagenet", ModelSettings.imagenetFile(backbone));
    String word = reader.text(WEIGHTS_KEY, moco ? "moco-v2" : "imagenet");
    reader.choice("auxiliary.statistics", "frozen", List.of("frozen"));
    return new AuxiliarySettings(name, backbone, Weights.of(word, known));
  }

  /** Width of the features of the configured network, from its key alone. */
  static int features(ConfigReader reader) {
    return java.util.Objects.requireNonNull(NETWORKS.get(network(reader))).features();
  }

  /**
   * Its values.
   *
   * @param seed for seeded weights; the seed of the features, since the same auxiliary network
   *     serves runs of any seed
   */
  public ModelState state(Path data, long seed) {
    return weights
        .requireFile(WEIGHTS_KEY, data)
        .map(file -> BackboneCheckpoint.read(file, backbone))
        .orElseGet(
            () ->
                SeededInitialisation.of(
                    Layout.of(backbone), RandomKey.of(seed).with("auxiliary network")));
  }

  private static String network(ConfigReader reader) {
    return reader.choice(NETWORK_KEY, "moco-v2-resnet50", List.copyOf(NETWORKS.keySet()));
  }
}
