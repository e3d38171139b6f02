package org.fedmas.tensors.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tensors.checkpoint.Checkpoint;
import org.fedmas.tensors.checkpoint.CheckpointContents;
import org.fedmas.tensors.checkpoint.CheckpointNames;
import org.fedmas.tensors.checkpoint.StateDifference;
import org.fedmas.tensors.network.backbone.Backbone;
import org.fedmas.tensors.network.layer.TensorSpec;

/**
 * A checkpoint as the source of a backbone's values. It must contain every tensor of the backbone
 * in its shape, and no others except those of heads.
 */
public final class BackboneCheckpoint {

  /** Tensors of heads, which are ignored because heads always start from drawn values. */
  private static final List<String> HEADS =
      List.of("fc.*", "classifier.*", "p.*", "p1.*", "p2.*", "p_free.*", "fc_free.*");

  private BackboneCheckpoint() {}

  /**
   * Returns the backbone's values under torchvision's names, without heads.
   *
   * @throws MissingInputException if the file is not a checkpoint of this architecture
   */
  public static ModelState read(Path file, Backbone backbone) {
    return StateDifference.matched(
        file.toString(),
        CheckpointNames.backbone(Checkpoint.read(file)),
        expected(backbone),
        HEADS);
  }

  /**
   * Checks without reading elements that {@link #read} would accept the file.
   *
   * @throws MissingInputException as {@link #read} does, except for damaged elements
   */
  static void check(Path file, Backbone backbone) {
    difference(Checkpoint.contents(file), backbone).requireNone(file.toString());
  }

  /** Returns the differences between a file and the backbone, without heads. */
  public static StateDifference difference(CheckpointContents contents, Backbone backbone) {
    return StateDifference.between(contents.backbone(), expected(backbone), HEADS);
  }

  private static Map<String, long[]> expected(Backbone backbone) {
    Map<String, long[]> expected = new LinkedHashMap<>();
    for (TensorSpec spec : backbone.layout().tensors()) {
      expected.put(spec.name(), spec.dimensions());
    }
    return expected;
  }
}
