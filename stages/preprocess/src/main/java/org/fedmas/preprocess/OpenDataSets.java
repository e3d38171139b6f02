package org.fedmas.preprocess;

import java.nio.file.Path;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.preprocess.dataset.MissingImages;
import org.jspecify.annotations.Nullable;

/**
 * A cache of the data set that this process opened last: all units of a run read the same data set,
 * and joining its tables takes time.
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
