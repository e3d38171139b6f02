package org.fedmas.preprocess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.fedmas.contract.Digest;
import org.fedmas.contract.UnitContext;
import org.fedmas.images.RgbImage;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.preprocess.dataset.SourceImage;
import org.fedmas.tables.image.OriginalShard;
import org.fedmas.tables.model.StoredTensor;

/**
 * An unchanged copy of one shard's source images, for stages that augment at full size. Those
 * stages know neither the data folder's layout nor the generator of pictures.
 */
record OriginalCopy(DataSet dataSet) {

  /**
   * Writes the originals.
   *
   * @return digest of the source images as read
   */
  Digest write(ShardPlan.Shard shard, UnitContext unit) throws IOException {
    Map<String, StoredTensor> originals = new LinkedHashMap<>();
    Map<String, Digest> digests = new LinkedHashMap<>();
    for (SourceImage image : shard.images()) {
      Optional<Path> file = dataSet.source(image);
      if (file.isPresent()) {
        byte[] bytes = Files.readAllBytes(file.get());
        digests.put(image.imageId(), Digest.of(bytes));
        originals.put(image.imageId(), OriginalShard.encoded(bytes));
      } else {
        RgbImage pixels = dataSet.pixels(image);
        digests.put(image.imageId(), dataSet.digest(image));
        originals.put(
            image.imageId(),
            OriginalShard.pixels(pixels.width(), pixels.height(), pixels.pixels()));
      }
      unit.progress().images(originals.size(), shard.images().size());
    }
    OriginalShard.write(unit.output(), originals);
    return SourceDigests.of(
        shard.images(), image -> Objects.requireNonNull(digests.get(image.imageId())));
  }
}
