package org.fedmas.training.term;

import java.util.List;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.tensors.config.ModelSettings;

/** The reader of the chosen terms. */
public final class LocalTerms {

  private LocalTerms() {}

  /** Reads the chosen terms and their keys, in the order of {@link ModelSettings#TERMS}. */
  public static List<LocalTerm> read(ConfigReader reader) {
    List<String> chosen = ModelSettings.terms(reader);
    return ModelSettings.TERMS.stream()
        .filter(chosen::contains)
        .map(name -> read(name, reader))
        .toList();
  }

  private static LocalTerm read(String name, ConfigReader reader) {
    return switch (name) {
      case AlignmentTerm.NAME -> AlignmentTerm.read(reader);
      case ModelContrastTerm.NAME -> ModelContrastTerm.read(reader);
      case ProximalTerm.NAME -> ProximalTerm.read(reader);
      default -> throw new IllegalArgumentException(name);
    };
  }
}
