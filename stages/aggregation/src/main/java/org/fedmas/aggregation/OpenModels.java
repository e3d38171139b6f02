package org.fedmas.aggregation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.tables.model.SafetensorsFile;
import org.fedmas.tables.model.TensorLayout;

/**
 * The clients' states of one round, found to have equal layouts; those of positive weight stay
 * open.
 *
 * @param layouts every entry, in the order of the first model
 * @param weighted in the order of summation
 */
record OpenModels(List<TensorLayout> layouts, List<Entry> weighted) implements AutoCloseable {

  private static final int MOST_LISTED = 10;

  /** A state that is part of the sum. */
  record Entry(WeightedModel model, SafetensorsFile file) {}

  /**
   * Opens the files.
   *
   * @throws StageFailedException if names, types or shapes differ
   */
  static OpenModels of(List<WeightedModel> models) throws IOException {
    List<Entry> weighted = new ArrayList<>();
    List<String> differences = new ArrayList<>();
    OpenModels open = new OpenModels(new ArrayList<>(), weighted);
    try {
      for (WeightedModel model : models) {
        SafetensorsFile file = SafetensorsFile.open(model.file());
        weighted.add(new Entry(model, file));
        if (open.layouts.isEmpty()) {
          open.layouts.addAll(file.layouts());
        }
        differences.addAll(differences(open.layouts, file.layouts(), model));
        if (model.weight() == 0) {
          // 0·NaN is NaN: a model without weight must not be summed
          weighted.remove(weighted.size() - 1).file().close();
        }
      }
      requireNone(differences, models.get(0));
      return open;
    } catch (IOException | RuntimeException e) {
      open.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    for (Entry entry : weighted) {
      entry.file().close();
    }
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
        "the clients' models cannot be summed, "
            + differences.size()
            + " entries differ from those of client "
            + reference.client().number()
            + ":\n  "
            + String.join("\n  ", differences.subList(0, listed))
            + (unlisted > 0 ? "\n  and " + unlisted + " more" : "")
            + "\ntrain all clients with one model configuration");
  }
}
