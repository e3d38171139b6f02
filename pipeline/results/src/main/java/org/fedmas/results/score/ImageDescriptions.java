package org.fedmas.results.score;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fedmas.results.record.RunUnits;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.Manifest;
import org.fedmas.store.OpenArtifact;
import org.fedmas.tables.image.AttributeRow;
import org.fedmas.tables.image.AttributeTable;
import org.fedmas.tables.image.ImageIndexTable;
import org.fedmas.tables.image.IndexRow;
import org.fedmas.tables.parquet.TextColumns;
import org.fedmas.tables.prediction.GroupedPrediction;
import org.fedmas.tables.prediction.PredictionRow;

/**
 * The facts about images that results use and no model sees.
 *
 * @param groups image → group of images that are not independent, such as a lesion; without the
 *     images whose group is unknown
 * @param attributes image → attribute → value, without unknown values
 */
record ImageDescriptions(
    Map<String, String> groups, Map<String, TreeMap<String, String>> attributes) {

  /** Reads the facts of all images; empty as long as their artifacts are not computed. */
  static ImageDescriptions read(ScoredUnits units, ArtifactStore store) throws IOException {
    ImageDescriptions images = new ImageDescriptions(new HashMap<>(), new HashMap<>());
    images.readGroups(units.manifest(RunUnits.INDEX), store);
    images.readAttributes(units.manifest(RunUnits.ATTRIBUTES), store);
    return images;
  }

  private void readGroups(Optional<Manifest> index, ArtifactStore store) throws IOException {
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
  }

  private void readAttributes(Optional<Manifest> table, ArtifactStore store) throws IOException {
    if (table.isPresent()) {
      try (OpenArtifact open = store.openSummaries(table.get())) {
        for (AttributeRow row : AttributeTable.read(open.file(AttributeTable.FILE))) {
          attributes
              .computeIfAbsent(row.imageId(), image -> new TreeMap<>())
              .put(row.name(), row.value());
        }
      }
    }
  }

  /** Returns the rows with the groups and attributes of their images. */
  List<GroupedPrediction> of(List<PredictionRow> rows) {
    return rows.stream()
        .map(
            row ->
                new GroupedPrediction(
                    row,
                    groups.get(row.imageId()),
                    new TextColumns(attributes.getOrDefault(row.imageId(), new TreeMap<>()))))
        .toList();
  }
}
