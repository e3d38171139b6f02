package org.fedmas.aggregation.sum;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.tables.model.SafetensorsIndex;
import org.fedmas.tables.model.TensorLayout;

/**
 * The clients' states of one round after their layouts were found equal. No file stays open, and
 * states with identical headers share one header in memory.
 *
 * @param layouts all tensors, in the order of the first model
 * @param summed the models of positive weight, in the order of summation; models of weight 0 are
 *     skipped because 0·NaN is NaN
 */
record EqualLayouts(List<TensorLayout> layouts, List<Summand> summed) {

  private static final int MOST_LISTED = 10;

  /**
   * Reads the headers of the files and compares them.
   *
   * @throws StageFailedException if names, types or shapes differ
   */
  static EqualLayouts of(List<WeightedModel> models) throws IOException {
    SafetensorsIndex first = SafetensorsIndex.of(models.get(0).file());
    List<TensorLayout> layouts = first.layouts();
    List<Summand> summed = new ArrayList<>();
    List<String> differences = new ArrayList<>();
    for (WeightedModel model : models) {
      SafetensorsIndex index = SafetensorsIndex.of(model.file(), first);
      if (!index.hasHeaderOf(first)) {
        differences.addAll(differences(layouts, index.layouts(), model));
      }
      if (model.weight() > 0) {
        summed.add(new Summand(model, index));
      }
    }
    requireNone(differences, models.get(0));
    return new EqualLayouts(layouts, List.copyOf(summed));
  }

  private static List<String> differences(
      List<TensorLayout> expected, List<TensorLayout> found, WeightedModel model) {
    String where = "client " + model.client().number() + " (" + model.file() + "): ";
    Map<String, TensorLayout> byName = new LinkedHashMap<>();
    found.forEach(layout -> byName.put(layout.name(), layout));
    List<String> differences = new ArrayList<>();
    for (TensorLayout layout : expected) {
      TensorLayout other = byName.remove(layout.name());
      if (other == null) {
        differences.add(where + "no " + layout.name());
      } else if (!other.equals(layout)) {
        differences.add(where + "found " + other + ", expected " + layout);
      }
    }
    byName.keySet().forEach(name -> differences.add(where + "unexpected " + name));
    return differences;
  }

  private static void requireNone(List<String> differences, WeightedModel reference) {
    if (differences.isEmpty()) {
      return;
    }
    int listed = Math.min(MOST_LISTED, differences.size());
    int unlisted = differences.size() - listed;
    throw new StageFailedException(
        """
        cannot sum the clients' models: %s tensors differ from those of client %s:
          %s%s
        train all clients with one model configuration"""
            .formatted(
                differences.size(),
                reference.client().number(),
                String.join("\n  ", differences.subList(0, listed)),
                unlisted > 0 ? "\n  and " + unlisted + " more" : ""));
  }
}
