package org.fedmas.tensors.config;

import java.util.List;
import java.util.Map;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tensors.network.AuxiliaryHead;
import org.fedmas.tensors.network.Backbone;
import org.fedmas.tensors.network.Head;
import org.fedmas.tensors.network.PlainHead;

/**
 * The network that is trained: backbone and head.
 *
 * @param backbone its architecture
 * @param head plain, or with the auxiliary head where the alignment term is used
 */
public record ModelSettings(Backbone backbone, Head head) {

  /** The keys that decide the architecture. */
  public static final List<String> KEYS =
      List.of("model.backbone", "training.terms", AuxiliarySettings.NETWORK_KEY);

  /** The key of the start values. */
  public static final String WEIGHTS_KEY = "model.weights";

  /** The terms that local training knows, see the training stage. */
  public static final List<String> TERMS = List.of("alignment");

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
    Head head =
        hasAlignment(reader)
            ? new AuxiliaryHead(AuxiliarySettings.features(reader))
            : new PlainHead();
    return new ModelSettings(backbone, head);
  }

  /** Whether local training aligns with the auxiliary network. */
  public static boolean hasAlignment(ConfigReader reader) {
    return reader.choices("training.terms", List.of("alignment"), TERMS).contains("alignment");
  }

  /** Where the start values come from. */
  public static Weights weights(ConfigReader reader, Backbone backbone) {
    String word = reader.text(WEIGHTS_KEY, "imagenet");
    return Weights.of(word, Map.of("imagenet", imagenetFile(backbone)));
  }

  /** The file of torchvision's weights; for a backbone that has none, a name that says so. */
  static String imagenetFile(Backbone backbone) {
    return IMAGENET_FILES.getOrDefault(
        backbone.name(), "imagenet weights of " + backbone.name() + " (none are published)");
  }
}
