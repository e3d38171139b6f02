package org.fedmas.tensors.config;

import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.Named;

/** The terms that local training can add, in the order in which it adds them. */
public enum TermName implements Named.EnumConstant {
  PROXIMAL,
  DYNAMIC_REGULARISER,
  /** The term that corrects gradients; it adds nothing to the loss. */
  SCAFFOLD,
  /** The term that compares projections, so that heads have one. */
  MODEL_CONTRAST,
  /** The term that compares with the auxiliary network, so that heads have its width. */
  ALIGNMENT;

  /** The key of λ; 0 puts the loss in the divergence's place in prior and robust factor. */
  public static final String ALIGNMENT_WEIGHT = "alignment.weight";

  /** Returns the family. */
  public static Choice<TermName> choice() {
    return Choice.of("training.terms", ALIGNMENT.id(), values());
  }

  /** Reads λ, which both the alignment term and the prior depend on. */
  public static double alignmentWeight(ConfigReader reader) {
    return reader.number(ALIGNMENT_WEIGHT, 3, 0, 1e6);
  }
}
