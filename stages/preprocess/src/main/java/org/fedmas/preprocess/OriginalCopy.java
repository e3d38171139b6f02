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
import org.fedmas.images.codec.ValueWindow;
import org.fedmas.images.decode.ImageDecoder;
import org.fedmas.images.decode.ImageUnreadableException;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.preprocess.dataset.SourceImage;
import org.fedmas.tables.image.OriginalShard;
import org.fedmas.tables.model.StoredTensor;

/**
 * A copy of one shard's source images at full size, for stages that augment there. Those stages
 * know neither the data folder's layout nor the generator of pictures.
 *
 * @param window the range of grey values of more than 8 bits
 */
record OriginalCopy(DataSet dataSet, Optional<ValueWindow> window) {

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
        originals.put(image.imageId(), original(bytes, image.imageId()));
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

  /** Returns the file, or its pixels alone where the file may name a person or needs the window. */
  private StoredTensor original(byte[] file, String name) {
    if (!ImageDecoder.needsPixelCopy(file)) {
      return OriginalShard.encoded(file);
    }
    try {
      RgbImage pixels = ImageDecoder.decode(file, name, window);
      return OriginalShard.pixels(pixels.width(), pixels.height(), pixels.pixels());
    } catch (ImageUnreadableException e) {
      // the shard of prepared images names it and leaves it out, so that nothing reads this entry
      return OriginalShard.encoded(new byte[0]);
    }
  }
}
