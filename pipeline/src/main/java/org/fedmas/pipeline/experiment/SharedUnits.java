package org.fedmas.pipeline.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fedmas.contract.Digest;
import org.fedmas.contract.StageName;
import org.fedmas.pipeline.workflow.Settings;
import org.fedmas.pipeline.workflow.plan.PlannedUnit;

/**
 * The units seen so far, so that one that several runs share is counted once. A unit whose inputs
 * are computed is known by its recipe. Before that, a unit of the first stages is known by the
 * sections of the configuration that it may depend on.
 */
final class SharedUnits {

  private static final List<String> OF_IMAGES =
      List.of(
          "dataset.", "image.", "augmentation.", "features.", "auxiliary.", "engine.", "device");

  private static final List<String> OF_SPLIT =
      List.of("dataset.", "split.", "partition.", "evaluation.", "fold");

  private static final Set<StageName> FIRST =
      Set.of(StageName.PREPROCESS, StageName.PARTITION, StageName.FEATURES);

  private final Set<Object> seen = new HashSet<>();

  /** Adds a missing unit of a run; returns whether no earlier run computes it. */
  boolean add(PlannedUnit unit, Settings settings) {
    Digest fingerprint = unit.fingerprint();
    if (fingerprint != null) {
      return seen.add(fingerprint);
    }
    StageName stage = unit.unit().key().stage();
    if (!FIRST.contains(stage) || unit.unit().key().round() != null) {
      return true;
    }
    List<String> sections = new ArrayList<>(stage == StageName.PARTITION ? OF_SPLIT : OF_IMAGES);
    if (stage == StageName.FEATURES && settings.pretraining().isPresent()) {
      sections.addAll(OF_SPLIT);
      sections.add("pretrain.");
    }
    StringBuilder key = new StringBuilder(unit.unit().key().toString());
    for (Map.Entry<String, JsonNode> entry : settings.config().values().entrySet()) {
      if (sections.stream().anyMatch(entry.getKey()::startsWith)) {
        key.append('\n').append(entry.getKey()).append('=').append(entry.getValue());
      }
    }
    return seen.add(key.toString());
  }
}
