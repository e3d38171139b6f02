package org.fedmas.tensors.config;

import java.util.List;
import java.util.Map;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.head.AuxiliaryHead;
import org.fedmas.tensors.network.head.CombinedHead;
import org.fedmas.tensors.network.head.ContrastHead;
import org.fedmas.tensors.network.head.Head;
import org.fedmas.tensors.network.head.PlainHead;
import org.fedmas.tensors.network.layer.ClassifierKind;

/**
 * The network that is trained: backbone and head.
 *
 * @param backbone its architecture
 * @param head the layers that local training needs: a projection for {@code model-contrast}, an
 *     auxiliary head for {@code alignment}, normalised classifiers for the loss {@code ldam}
 */
public record ModelSettings(Backbone backbone, Head head) {

  /** The key of the terms of local training, which decide the head. */
  public static final String TERMS_KEY = "training.terms";

  /** The keys that decide the architecture. */
  public static final List<String> KEYS =
      List.of(
          "model.backbone",
          TERMS_KEY,
          LossSettings.KEY,
          AuxiliarySettings.NETWORK_KEY,
          AuxiliarySettings.MIX_KEY);

  /** The key of the start values. */
  public static final String WEIGHTS_KEY = "model.weights";

  private static final String ALIGNMENT = "alignment";
  private static final String CONTRAST = "model-contrast";

  /** The terms of local training, in the order in which they are added. */
  public static final List<String> TERMS = List.of("proximal", CONTRAST, ALIGNMENT);

  private static final Map<String, String> IMAGENET_FILES =
      Map.of(
          "resnet18", "resnet18-f37072fd.pth",
          "resnet50", "resnet50-11ad3fa6.pth",
          "efficientnet-b0", "efficientnet_b0_rwightman-3dd342df.pth");

  /** Reads the keys. */
  public static ModelSettings read(ConfigReader reader) {
    List<Backbone> all = Backbone.all();
    String name =
        reader.choice("model.backbone", "resnet18", all.stream().map(Backbone::name).toList());
    Backbone backbone =
        all.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    return new ModelSettings(backbone, head(reader));
  }

  private static Head head(ConfigReader reader) {
    List<String> terms = terms(reader);
    ClassifierKind kind =
        LossSettings.read(reader).takesCosines() ? ClassifierKind.COSINES : ClassifierKind.LINEAR;
    int dimension = terms.contains(ALIGNMENT) ? AuxiliarySettings.features(reader) : 0;
    if (terms.contains(CONTRAST)) {
      return dimension > 0 ? new CombinedHead(dimension, kind) : new ContrastHead(kind);
    }
    return dimension > 0 ? new AuxiliaryHead(dimension, kind) : new PlainHead(kind);
  }

  /** Returns the terms of local training. */
  public static List<String> terms(ConfigReader reader) {
    return reader.choices(TERMS_KEY, List.of(ALIGNMENT), TERMS);
  }

  /** Returns the source of the start values. */
  public static Weights weights(ConfigReader reader, Backbone backbone) {
    String word = reader.text(WEIGHTS_KEY, "imagenet");
    return Weights.of(word, Map.of("imagenet", imagenetFile(backbone)));
  }

  /**
   * Returns the file of torchvision's weights; for a backbone without published weights, a name
   * that says so.
   */
  static String imagenetFile(Backbone backbone) {
    return IMAGENET_FILES.getOrDefault(
        backbone.name(), "imagenet weights of " + backbone.name() + " (none are published)");
  }
}
