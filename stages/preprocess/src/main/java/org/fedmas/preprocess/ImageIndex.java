package org.fedmas.preprocess;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.fedmas.contract.Digest;
import org.fedmas.contract.Federation;
import org.fedmas.contract.UnitContext;
import org.fedmas.preprocess.dataset.Client;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.preprocess.dataset.OfficialSplit;
import org.fedmas.preprocess.dataset.SourceImage;
import org.fedmas.tables.image.ImageIndexTable;
import org.fedmas.tables.image.IndexRow;

/** The writer of the index: a data set's images, classes and clients. */
final class ImageIndex {

  private ImageIndex() {}

  /**
   * Writes the index.
   *
   * @return digest of the source images as read
   */
  static Digest write(DataSet dataSet, UnitContext unit) throws IOException {
    Optional<OfficialSplit> split = dataSet.officialSplit();
    Map<String, Digest> digests = new TreeMap<>();
    List<IndexRow> rows = new ArrayList<>();
    for (SourceImage image : dataSet.images()) {
      Digest digest = dataSet.digest(image);
      digests.put(image.imageId(), digest);
      rows.add(
          new IndexRow(
              image.imageId(),
              image.label(),
              image.client(),
              image.lesionId(),
              split.map(own -> own.place(image.imageId())).orElse(null),
              digest));
      unit.progress().images(rows.size(), dataSet.images().size());
    }
    ImageIndexTable.write(unit.output().resolve(ImageIndexTable.FILE), rows);
    new Federation(dataSet.classes(), dataSet.clients().stream().map(Client::name).toList())
        .write(unit.output());
    return SourceDigests.of(dataSet, image -> Objects.requireNonNull(digests.get(image.imageId())));
  }
}
