package org.fedmas.tensors.config;

import java.util.List;
import java.util.Map;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.RunKeys;
import org.fedmas.tensors.loss.Loss;
import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.head.AuxiliaryHead;
import org.fedmas.tensors.network.head.CombinedHead;
import org.fedmas.tensors.network.head.ContrastHead;
import org.fedmas.tensors.network.head.Head;
import org.fedmas.tensors.network.head.PlainHead;
import org.fedmas.tensors.network.head.SimplexHead;
import org.fedmas.tensors.network.layer.ClassifierKind;

/**
 * The network that is trained: backbone and head.
 *
 * @param backbone its architecture
 * @param head the head that the terms of local training ask for: a projection for {@code
 *     model-contrast}, an auxiliary head for {@code alignment}, both for both; normalised
 *     classifiers for the loss {@code ldam}; or a head that the configuration names
 * @param kind the kind of head that the configuration names
 */
public record ModelSettings(Backbone backbone, Head head, HeadKind kind) {

  /** The key of the start values. */
  public static final String WEIGHTS_KEY = "model.weights";

  private static final Map<String, String> IMAGENET_FILES =
      Map.of(
          "resnet18", "resnet18-f37072fd.pth",
          "resnet50", "resnet50-11ad3fa6.pth",
          "efficientnet-b0", "efficientnet_b0_rwightman-3dd342df.pth");

  /** Reads the keys. */
  public static ModelSettings read(ConfigReader reader) {
    HeadKind kind = HeadKind.read(reader);
    Head head = kind == HeadKind.SIMPLEX ? SimplexHead.drawn(RunKeys.seed(reader)) : head(reader);
    return new ModelSettings(Backbone.choice().read(reader), head, kind);
  }

  /** Returns whether each client keeps a personal head beside the shared one. */
  public boolean hasPersonalHead() {
    return kind == HeadKind.GENERIC_PERSONAL;
  }

  private static Head head(ConfigReader reader) {
    List<TermName> terms = TermName.choice().readSeveral(reader);
    ClassifierKind logits =
        Loss.choice().read(reader).takesCosines() ? ClassifierKind.COSINES : ClassifierKind.LINEAR;
    int dimension = terms.contains(TermName.ALIGNMENT) ? AuxiliarySettings.features(reader) : 0;
    if (terms.contains(TermName.MODEL_CONTRAST)) {
      return dimension > 0 ? new CombinedHead(dimension, logits) : new ContrastHead(logits);
    }
    return dimension > 0 ? new AuxiliaryHead(dimension, logits) : new PlainHead(logits);
  }

  /** Reads the source of the start values. */
  public static Weights weights(ConfigReader reader, Backbone backbone) {
    return Weights.startValues(
        reader, WEIGHTS_KEY, "imagenet", Map.of("imagenet", imagenetFile(backbone)));
  }

  /** Returns the file of torchvision's weights; without published ones, a name that says so. */
  static String imagenetFile(Backbone backbone) {
    return IMAGENET_FILES.getOrDefault(
        backbone.id(), "imagenet weights of " + backbone.id() + " (none are published)");
  }
}
