package org.fedmas.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The stages of the pipeline, in the order of the data flow. */
public enum StageName {
  PREPROCESS,
  PARTITION,
  PRETRAIN,
  FEATURES,
  PRIOR,
  TRAINING,
  AGGREGATION,
  EVALUATION;

  /** Returns the name used in options and folders. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns all ids, in order. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(StageName::id).toList();
  }

  /** Returns the stage with the given id. */
  public static Optional<StageName> of(String id) {
    return Arrays.stream(values()).filter(stage -> stage.id().equals(id)).findFirst();
  }

  @Override
  public String toString() {
    return id();
  }
}
