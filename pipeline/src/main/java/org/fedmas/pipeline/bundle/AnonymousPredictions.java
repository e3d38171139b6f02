package org.fedmas.pipeline.bundle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.fedmas.contract.Digest;
import org.fedmas.tables.parquet.TextColumns;
import org.fedmas.tables.prediction.GroupedPrediction;
import org.fedmas.tables.prediction.PredictionRow;

/**
 * Predictions under running numbers in place of the names of images and groups, without attributes.
 * Numbers follow the order of the names, so every statistic of the rows stays as it is. A prefix
 * stands for the whole set of images: tables of one test set can be compared, and others cannot.
 */
final class AnonymousPredictions {

  private static final int PREFIX = 12;

  private AnonymousPredictions() {}

  static List<GroupedPrediction> of(List<GroupedPrediction> rows) {
    TreeSet<String> images = new TreeSet<>();
    TreeSet<String> groups = new TreeSet<>();
    for (GroupedPrediction row : rows) {
      images.add(row.prediction().imageId());
      String group = row.group();
      if (group != null) {
        groups.add(group);
      }
    }
    String set = Digest.of(String.join("\n", images)).hex().substring(0, PREFIX);
    Map<String, String> imageNames = numbered(set + "-", images);
    Map<String, String> groupNames = numbered("group-", groups);
    List<GroupedPrediction> anonymous = new ArrayList<>();
    for (GroupedPrediction row : rows) {
      PredictionRow old = row.prediction();
      anonymous.add(
          new GroupedPrediction(
              new PredictionRow(
                  imageNames.getOrDefault(old.imageId(), ""),
                  old.client(),
                  old.model(),
                  old.part(),
                  old.label(),
                  old.predicted(),
                  old.probabilities()),
              row.group() == null ? null : groupNames.get(row.group()),
              TextColumns.NONE));
    }
    return anonymous;
  }

  private static Map<String, String> numbered(String prefix, TreeSet<String> names) {
    Map<String, String> numbers = new HashMap<>();
    for (String name : names) {
      numbers.put(name, String.format(Locale.ROOT, "%s%07d", prefix, numbers.size() + 1));
    }
    return numbers;
  }
}
