package org.fedmas.preprocess;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedmas.contract.UnitContext;
import org.fedmas.contract.artifact.Digest;
import org.fedmas.contract.error.FedmasException;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.contract.error.StageFailedException;
import org.fedmas.images.ImageSettings;
import org.fedmas.images.RgbImage;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.preprocess.dataset.SourceImage;
import org.fedmas.tables.image.ImageRow;
import org.fedmas.tables.image.ImageShard;
import org.fedmas.tables.image.ImageShardWriter;

/** Decodes, resizes and corrects the images of one shard and writes them. */
record ShardPreparation(DataSet dataSet, ImageSettings settings) {

  private static final int LISTED = 10;

  /**
   * Writes the shard.
   *
   * @return what the source images turned out to be
   * @throws StageFailedException naming every image that cannot be read
   */
  Digest write(ShardPlan.Shard shard, UnitContext unit) throws IOException {
    Map<String, Digest> digests = new TreeMap<>();
    List<String> unreadable = new ArrayList<>();
    int done = 0;
    try (ImageShardWriter writer = new ImageShardWriter(unit.output().resolve(ImageShard.FILE))) {
      for (SourceImage image : shard.images()) {
        Digest digest = dataSet.digest(image);
        digests.put(image.imageId(), digest);
        try {
          RgbImage source = dataSet.pixels(image);
          RgbImage prepared = settings.prepare(source);
          writer.write(
              new ImageRow(
                  image.imageId(),
                  image.label(),
                  image.client(),
                  image.lesionId(),
                  source.width(),
                  source.height(),
                  digest,
                  prepared.width(),
                  prepared.height(),
                  prepared.pixels()));
        } catch (MissingInputException e) {
          unreadable.add(String.valueOf(e.getMessage()));
        }
        unit.progress().images(++done, shard.images().size());
      }
    }
    if (!unreadable.isEmpty()) {
      throw unreadable(unit, unreadable, shard.images().size());
    }
    return SourceDigests.of(
        shard.images(), image -> java.util.Objects.requireNonNull(digests.get(image.imageId())));
  }

  private static FedmasException unreadable(UnitContext unit, List<String> messages, int images) {
    String more =
        messages.size() > LISTED ? "\n  … and " + (messages.size() - LISTED) + " more" : "";
    return new StageFailedException(
        unit.key()
            + ": "
            + messages.size()
            + " of "
            + images
            + " images cannot be read:\n  "
            + String.join("\n  ", messages.subList(0, Math.min(LISTED, messages.size())))
            + more
            + "\nreplace these files, or remove them and set dataset.missing-images=skip, and run"
            + " again: images prepared so far are kept");
  }
}
