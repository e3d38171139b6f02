package org.fedmas.tables.feature;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Feature files that this process has open, each once, for as long as memory allows. */
final class SharedFeatureFiles {

  private static final Map<Path, SoftReference<FeatureFile>> OPEN = new HashMap<>();

  private SharedFeatureFiles() {}

  static synchronized FeatureFile open(Path path) throws IOException {
    Path absolute = path.toAbsolutePath();
    SoftReference<FeatureFile> known = OPEN.get(absolute);
    @Nullable FeatureFile file = known == null ? null : known.get();
    if (file == null) {
      file = FeatureFile.open(absolute);
      OPEN.put(absolute, new SoftReference<>(file));
    }
    return file;
  }
}
