package org.fedmas.tensors.config;

import java.util.List;
import org.fedmas.contract.config.Choice;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.config.Named;
import org.fedmas.tensors.loss.Loss;

/** The kinds of head that a configuration chooses from. */
public enum HeadKind implements Named.EnumConstant {
  /** The head that the terms and the loss of local training ask for. */
  STANDARD,
  /** The fixed simplex classifier of FedETF. */
  SIMPLEX,
  /** The head of FedRoD: a shared one, and a personal one that stays with each client. */
  GENERIC_PERSONAL;

  /** The key. */
  public static final String KEY = "model.head";

  /** Returns the family. */
  public static Choice<HeadKind> choice() {
    return Choice.of(KEY, STANDARD.id(), values());
  }

  /** Reads the key and reports terms and losses that need a head of their own. */
  public static HeadKind read(ConfigReader reader) {
    HeadKind kind = choice().read(reader.added());
    if (kind != STANDARD) {
      kind.refuse(reader);
    }
    return kind;
  }

  private void refuse(ConfigReader reader) {
    List<TermName> terms = TermName.choice().readSeveral(reader);
    for (TermName term : List.of(TermName.ALIGNMENT, TermName.MODEL_CONTRAST)) {
      if (terms.contains(term)) {
        reader.problem(
            KEY,
            "standard with the term %s of training.terms, which has a head of its own"
                .formatted(term.id()));
      }
    }
    Loss loss = Loss.choice().read(reader);
    if (loss.takesCosines()) {
      reader.problem(
          KEY,
          "standard with training.loss %s, which has a head of its own".formatted(loss.id()));
    }
  }
}
