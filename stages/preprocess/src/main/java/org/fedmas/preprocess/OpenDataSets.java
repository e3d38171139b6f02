package org.fedmas.preprocess;

import java.nio.file.Path;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.preprocess.dataset.MissingImages;
import org.jspecify.annotations.Nullable;

/**
 * The data set that this process opened last: every unit of a run reads the same one, and its
 * tables take a moment to join.
 */
final class OpenDataSets {

  private record Opened(DataSetSettings settings, Path data, DataSet dataSet) {}

  private static @Nullable Opened last;

  private OpenDataSets() {}

  static synchronized DataSet open(DataSetSettings settings, Path data) {
    if (last == null || !last.settings().equals(settings) || !last.data().equals(data)) {
      last = new Opened(settings, data, settings.open(data, MissingImages.SKIP));
    }
    return last.dataSet();
  }
}
