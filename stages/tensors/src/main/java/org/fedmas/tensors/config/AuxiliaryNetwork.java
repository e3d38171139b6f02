package org.fedmas.tensors.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.Named;
import org.fedmas.contract.error.ConfigException;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.backbone.EfficientNetB0;
import org.fedmas.tensors.network.backbone.FeatureExtractor;
import org.fedmas.tensors.network.backbone.ResNet;
import org.fedmas.tensors.network.layer.SeededInitialisation;

/**
 * The configuration of one auxiliary network g.
 *
 * @param name the name in the configuration
 * @param extractor its architecture
 * @param weights the source of its values
 * @param seedWords words added to the key of seeded values, so that the networks of a mix differ
 */
public record AuxiliaryNetwork(
    String name, FeatureExtractor extractor, Weights weights, List<String> seedWords) {

  /** A network that can be chosen, and the word and file of its published values. */
  private record Known(String id, FeatureExtractor extractor, String word, String file)
      implements Named {}

  private static Choice<Known> choice(String key) {
    List<Known> known = new ArrayList<>();
    known.add(
        new Known(
            "moco-v2-resnet50", ResNet.RESNET50, "moco-v2", "moco_v2_800ep_pretrain.pth.tar"));
    known.add(imagenet(ResNet.RESNET50));
    known.add(imagenet(ResNet.RESNET18));
    known.add(imagenet(new EfficientNetB0()));
    known.add(pretrained(ResNet.RESNET8));
    known.add(pretrained(ResNet.RESNET18));
    known.add(pretrained(ResNet.RESNET20));
    known.add(pretrained(ResNet.RESNET56));
    for (PublishedEncoder encoder : PublishedEncoder.values()) {
      known.add(new Known(encoder.id(), encoder.encoder(), encoder.word(), encoder.file()));
    }
    return new Choice<>(key, "moco-v2-resnet50", known);
  }

  private static Known imagenet(Backbone backbone) {
    return new Known(
        "imagenet-" + backbone.id(), backbone, "imagenet", ModelSettings.imagenetFile(backbone));
  }

  /** Returns a network without published values. */
  private static Known pretrained(Backbone backbone) {
    return new Known("moco-v2-" + backbone.id(), backbone, Weights.PRETRAIN, "");
  }

  /** Reads the name of the one network; empty for the word that stands for several. */
  static Optional<String> one(String several, ConfigReader reader) {
    return choice(AuxiliarySettings.NETWORK_KEY).readOr(several, reader).map(Known::id);
  }

  /** Reads the names of the networks of a mix, in the user's order, which clients follow. */
  static List<String> mix(ConfigReader reader) {
    List<String> otherwise = List.of("moco-v2-resnet50", "imagenet-resnet50");
    List<String> mix =
        reader.choices(
            AuxiliarySettings.MIX_KEY, otherwise, choice(AuxiliarySettings.MIX_KEY).ids());
    return mix.isEmpty() ? otherwise : mix;
  }

  /** Returns the name of a network's published values. */
  static String published(String name) {
    return known(name).word();
  }

  static int features(String name) {
    return known(name).extractor().features();
  }

  static AuxiliaryNetwork of(String name, String word, List<String> seedWords) {
    Known known = known(name);
    Weights weights = Weights.of(word, Map.of(known.word(), known.file()));
    return new AuxiliaryNetwork(name, known.extractor(), weights, seedWords);
  }

  /**
   * Returns the network's values, unless the run itself pretrains them.
   *
   * @param seed the seed of seeded values: the features' seed, since one auxiliary network serves
   *     runs of any seed
   */
  public ModelState state(Path data, long seed) {
    if (weights.isPretrained()) {
      throw new IllegalStateException("the values of " + name + " are an artifact of the run");
    }
    return weights
        .state(AuxiliarySettings.WEIGHTS_KEY, data, extractor)
        .orElseGet(() -> seeded(seed));
  }

  /**
   * Returns the network as one whose statistics can adapt to a client.
   *
   * @throws ConfigException if it has no normalisation statistics
   */
  public Backbone requireAdapting() {
    return extractor
        .adapting()
        .orElseThrow(
            () ->
                new ConfigException(
                    "%s has no normalisation statistics that could adapt; set %s to frozen"
                        .formatted(name, AuxiliaryStatistics.choice().key())));
  }

  private ModelState seeded(long seed) {
    RandomKey key = RandomKey.of(seed).with("auxiliary network");
    for (String word : seedWords) {
      key = key.with(word);
    }
    return SeededInitialisation.of(extractor.layout(), key);
  }

  private static Known known(String name) {
    return choice(AuxiliarySettings.NETWORK_KEY).named(name);
  }
}
