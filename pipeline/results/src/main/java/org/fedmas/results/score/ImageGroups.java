package org.fedmas.results.score;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fedmas.results.record.RunUnits;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.Manifest;
import org.fedmas.store.OpenArtifact;
import org.fedmas.tables.image.ImageIndexTable;
import org.fedmas.tables.image.IndexRow;
import org.fedmas.tables.prediction.GroupedPrediction;
import org.fedmas.tables.prediction.PredictionRow;

/**
 * Groups of images that are not independent, such as the images of a lesion.
 *
 * @param groups image → group, without the images whose group is unknown
 */
record ImageGroups(Map<String, String> groups) {

  /** Reads the groups from the list of all images; empty as long as that is not computed. */
  static ImageGroups read(ScoredUnits units, ArtifactStore store) throws IOException {
    Map<String, String> groups = new HashMap<>();
    Optional<Manifest> index = units.manifest(RunUnits.INDEX);
    if (index.isPresent()) {
      try (OpenArtifact open = store.openSummaries(index.get())) {
        for (IndexRow row : ImageIndexTable.read(open.file(ImageIndexTable.FILE))) {
          String group = row.lesionId();
          if (group != null) {
            groups.put(row.imageId(), group);
          }
        }
      }
    }
    return new ImageGroups(groups);
  }

  /** Returns the rows with the groups of their images. */
  List<GroupedPrediction> of(List<PredictionRow> rows) {
    return rows.stream().map(row -> new GroupedPrediction(row, groups.get(row.imageId()))).toList();
  }
}
