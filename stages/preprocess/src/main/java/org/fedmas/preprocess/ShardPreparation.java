package org.fedmas.preprocess;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.fedmas.contract.Digest;
import org.fedmas.contract.UnitContext;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.images.RgbImage;
import org.fedmas.images.decode.ImageUnreadableException;
import org.fedmas.images.decode.PreparedPicture;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.preprocess.dataset.SourceImage;
import org.fedmas.tables.image.ImageHeader;
import org.fedmas.tables.image.ImageRow;
import org.fedmas.tables.image.ImageShard;
import org.fedmas.tables.image.ImageShardWriter;
import org.fedmas.tables.summary.DamagedImage;
import org.fedmas.tables.summary.UnreadableImage;

/**
 * The preparation of one shard: images are decoded, resized, corrected and written. The shard
 * excludes and names an image that does not decode; the driver decides whether the run continues.
 */
record ShardPreparation(DataSet dataSet, PreparationSettings settings) {

  /**
   * Writes the shard.
   *
   * @return digest of the source images as read
   * @throws MissingInputException if a file cannot be read at all
   */
  Digest write(ShardPlan.Shard shard, UnitContext unit) throws IOException {
    Map<String, Digest> digests = new TreeMap<>();
    PixelSums sums = new PixelSums(dataSet.classes().size());
    List<UnreadableImage> unreadable = new ArrayList<>();
    List<DamagedImage> damaged = new ArrayList<>();
    int done = 0;
    try (ImageShardWriter writer = new ImageShardWriter(unit.output().resolve(ImageShard.FILE))) {
      for (SourceImage image : shard.images()) {
        // a file is read once, for digest and pixels
        Optional<ReadFile> file = dataSet.source(image).map(ReadFile::read);
        Digest digest = file.isPresent() ? file.get().digest() : dataSet.digest(image);
        digests.put(image.imageId(), digest);
        try {
          PreparedPicture picture =
              file.isPresent()
                  ? file.get().picture(settings)
                  : settings.prepare(dataSet.pixels(image));
          writer.write(row(image, digest, picture));
          sums.add(image.label(), picture.image());
          if (!picture.warnings().isEmpty()) {
            damaged.add(new DamagedImage(image.imageId(), picture.warnings()));
          }
        } catch (ImageUnreadableException e) {
          unreadable.add(new UnreadableImage(image.imageId(), e.reason()));
        }
        unit.progress().images(++done, shard.images().size());
      }
    }
    sums.summary(unit.client().number(), unreadable, damaged).write(unit.output());
    return SourceDigests.of(
        shard.images(), image -> Objects.requireNonNull(digests.get(image.imageId())));
  }

  private static ImageRow row(SourceImage image, Digest digest, PreparedPicture picture) {
    RgbImage prepared = picture.image();
    ImageHeader header =
        new ImageHeader(
            image.imageId(),
            image.label(),
            image.client(),
            image.lesionId(),
            picture.source().width(),
            picture.source().height(),
            digest,
            prepared.width(),
            prepared.height());
    return new ImageRow(header, prepared.pixels());
  }
}
