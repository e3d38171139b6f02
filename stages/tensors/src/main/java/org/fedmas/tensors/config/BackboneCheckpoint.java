package org.fedmas.tensors.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.TensorLayout;
import org.fedmas.tensors.checkpoint.Checkpoint;
import org.fedmas.tensors.checkpoint.CheckpointContents;
import org.fedmas.tensors.checkpoint.CheckpointNames;
import org.fedmas.tensors.checkpoint.StateDifference;
import org.fedmas.tensors.network.backbone.FeatureExtractor;
import org.fedmas.tensors.network.layer.TensorSpec;

/**
 * A checkpoint as the source of the values of a backbone or an encoder. It must contain every
 * tensor of the architecture in its shape, and no others except those that the architecture
 * ignores, such as heads.
 */
public final class BackboneCheckpoint {

  private BackboneCheckpoint() {}

  /**
   * Returns the architecture's values under its own names, in float32.
   *
   * @throws MissingInputException if the file is not a checkpoint of this architecture
   */
  public static ModelState read(Path file, FeatureExtractor extractor) {
    return matched(file.toString(), CheckpointNames.backbone(Checkpoint.read(file)), extractor);
  }

  /** Returns the architecture's values of a state under the architecture's own names. */
  static ModelState matched(String source, ModelState state, FeatureExtractor extractor) {
    return StateDifference.matched(source, state, expected(extractor), extractor.ignored());
  }

  /**
   * Checks without reading elements that {@link #read} would accept the file.
   *
   * @throws MissingInputException as {@link #read} does, except for damaged elements
   */
  static void check(Path file, FeatureExtractor extractor) {
    difference(Checkpoint.contents(file), extractor).requireNone(file.toString());
  }

  /** Returns the differences between a file and an architecture, apart from ignored tensors. */
  public static StateDifference difference(
      CheckpointContents contents, FeatureExtractor extractor) {
    return difference(contents.backbone(), extractor);
  }

  /** Returns the differences between layouts by the architecture's names and an architecture. */
  static StateDifference difference(Map<String, TensorLayout> layouts, FeatureExtractor extractor) {
    return StateDifference.between(layouts, expected(extractor), extractor.ignored());
  }

  private static Map<String, long[]> expected(FeatureExtractor extractor) {
    Map<String, long[]> expected = new LinkedHashMap<>();
    for (TensorSpec spec : extractor.layout().tensors()) {
      expected.put(spec.name(), spec.dimensions());
    }
    return expected;
  }
}
