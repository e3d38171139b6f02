package org.fedmas.tensors.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.backbone.EfficientNetB0;
import org.fedmas.tensors.network.backbone.ResNet;
import org.fedmas.tensors.network.layer.SeededInitialisation;

/**
 * The configuration of one auxiliary network g.
 *
 * @param name the name in the configuration
 * @param backbone its architecture
 * @param weights the source of its values
 * @param seedWords words added to the key of seeded values, so that the networks of a mix differ
 */
public record AuxiliaryNetwork(
    String name, Backbone backbone, Weights weights, List<String> seedWords) {

  /** A network that can be chosen, with the name and file of its published values. */
  private record Known(String name, Backbone backbone, String word, String file) {}

  private static final List<Known> ALL =
      List.of(
          new Known(
              "moco-v2-resnet50", ResNet.RESNET50, "moco-v2", "moco_v2_800ep_pretrain.pth.tar"),
          imagenet(ResNet.RESNET50),
          imagenet(ResNet.RESNET18),
          imagenet(new EfficientNetB0()));

  private static Known imagenet(Backbone backbone) {
    return new Known(
        "imagenet-" + backbone.name(), backbone, "imagenet", ModelSettings.imagenetFile(backbone));
  }

  /** Returns the names of all networks. */
  static List<String> names() {
    return ALL.stream().map(Known::name).toList();
  }

  /** Returns the name of a network's published values. */
  static String published(String name) {
    return known(name).word();
  }

  /** Returns the width of the features of the network of that name. */
  static int features(String name) {
    return known(name).backbone().features();
  }

  /** Returns the network of that name with the configured values. */
  static AuxiliaryNetwork of(String name, String word, List<String> seedWords) {
    Known known = known(name);
    Weights weights = Weights.of(word, Map.of(known.word(), known.file()));
    return new AuxiliaryNetwork(name, known.backbone(), weights, seedWords);
  }

  /**
   * Returns the network's values.
   *
   * @param seed the seed of seeded values: the features' seed, since one auxiliary network serves
   *     runs of any seed
   */
  public ModelState state(Path data, long seed) {
    return weights
        .requireFile(AuxiliarySettings.WEIGHTS_KEY, data)
        .map(file -> BackboneCheckpoint.read(file, backbone))
        .orElseGet(() -> seeded(seed));
  }

  private ModelState seeded(long seed) {
    RandomKey key = RandomKey.of(seed).with("auxiliary network");
    for (String word : seedWords) {
      key = key.with(word);
    }
    return SeededInitialisation.of(backbone.layout(), key);
  }

  private static Known known(String name) {
    return ALL.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }
}
