package org.fedmas.tensors.checkpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.model.ModelState;
import org.fedmas.tables.model.StoredTensor;
import org.fedmas.tables.model.TensorLayout;
import org.fedmas.tables.model.TensorType;

/**
 * The differences between the tensors of a file and the tensors that a model expects.
 *
 * @param missing name and shape of expected tensors that the file lacks
 * @param unfit tensors of another shape or element type
 * @param unexpected name and shape of tensors in the file that the model does not have
 */
public record StateDifference(List<String> missing, List<String> unfit, List<String> unexpected) {

  /** Name of counters that files from before PyTorch 0.4.1 lack; no computation reads them. */
  private static final String OPTIONAL_COUNTER = "num_batches_tracked";

  private static final String ANYTHING = "*";

  public StateDifference {
    missing = List.copyOf(missing);
    unfit = List.copyOf(unfit);
    unexpected = List.copyOf(unexpected);
  }

  /**
   * Compares the tensors of a file with the expected ones.
   *
   * @param loaded layouts by the model's names, see {@link CheckpointNames}
   * @param expected name to shape, in the model's order; float32, or half precision to be widened,
   *     except for int64 counters
   * @param ignorable names that are allowed but not expected; {@code fc.*} stands for every name
   *     that starts with {@code fc.}
   */
  public static StateDifference between(
      Map<String, TensorLayout> loaded, Map<String, long[]> expected, List<String> ignorable) {
    List<String> missing = new ArrayList<>();
    List<String> unfit = new ArrayList<>();
    expected.forEach(
        (name, shape) -> {
          TensorLayout found = loaded.get(name);
          TensorType type = isCounter(name) ? TensorType.I64 : TensorType.F32;
          if (found == null) {
            if (!isCounter(name)) {
              missing.add(name + " " + Arrays.toString(shape));
            }
          } else if (!Arrays.equals(found.shape(), shape)) {
            unfit.add(
                "shape of %s: found %s, expected %s"
                    .formatted(name, Arrays.toString(found.shape()), Arrays.toString(shape)));
          } else if (!fits(found.type(), type)) {
            unfit.add("type of " + name + ": found " + found.type() + ", expected " + type);
          }
        });
    List<String> unexpected = new ArrayList<>();
    loaded.forEach(
        (name, found) -> {
          if (!expected.containsKey(name)
              && ignorable.stream().noneMatch(pattern -> covers(pattern, name))) {
            unexpected.add(name + " " + Arrays.toString(found.shape()));
          }
        });
    return new StateDifference(missing, unfit, unexpected);
  }

  /**
   * Returns the loaded tensors that the model expects, in the model's order; those of half
   * precision in float32. A missing {@code num_batches_tracked} becomes 0.
   *
   * @param source origin of the state, for the message
   * @param loaded tensors under the model's names
   * @param expected as in {@link #between}
   * @param ignorable as in {@link #between}
   * @throws MissingInputException as {@link #requireNone} does
   */
  public static ModelState matched(
      String source, ModelState loaded, Map<String, long[]> expected, List<String> ignorable) {
    Map<String, TensorLayout> layouts = new LinkedHashMap<>();
    loaded.tensors().forEach((name, tensor) -> layouts.put(name, TensorLayout.of(name, tensor)));
    between(layouts, expected, ignorable).requireNone(source);
    Map<String, StoredTensor> matched = new LinkedHashMap<>();
    expected.forEach(
        (name, shape) -> {
          StoredTensor tensor = loaded.tensors().get(name);
          matched.put(
              name,
              tensor == null
                  ? StoredTensor.of(new long[(int) StoredTensor.elements(shape)], shape)
                  : HalfPrecision.widened(tensor));
        });
    return new ModelState(matched);
  }

  /**
   * Checks that no tensor differs.
   *
   * @throws MissingInputException listing all names that are missing or unexpected and all shapes
   *     and types that differ
   */
  public void requireNone(String source) {
    if (count() > 0) {
      throw new MissingInputException(
          """
          %s does not fit the model in %s of its tensors:
            %s
          Use a checkpoint of this architecture, or choose the checkpoint's architecture."""
              .formatted(source, count(), String.join("\n  ", lines())));
    }
  }

  /** Returns the number of tensors that differ. */
  public int count() {
    return missing.size() + unfit.size() + unexpected.size();
  }

  /** Returns one line per tensor that differs. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    missing.forEach(name -> lines.add("missing " + name));
    lines.addAll(unfit);
    unexpected.forEach(name -> lines.add("unexpected " + name));
    return lines;
  }

  private static boolean fits(TensorType found, TensorType expected) {
    return found == expected || (expected == TensorType.F32 && HalfPrecision.has(found));
  }

  /** Returns whether a tensor of that name may be missing; it then counts as 0. */
  private static boolean isCounter(String name) {
    return name.equals(OPTIONAL_COUNTER) || name.endsWith("." + OPTIONAL_COUNTER);
  }

  private static boolean covers(String pattern, String name) {
    return pattern.endsWith(ANYTHING)
        ? name.startsWith(pattern.substring(0, pattern.length() - 1))
        : name.equals(pattern);
  }
}
