package org.fedmas.preprocess;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fedmas.contract.ClientId;
import org.fedmas.contract.StageName;
import org.fedmas.contract.UnitKey;
import org.fedmas.preprocess.dataset.Client;
import org.fedmas.preprocess.dataset.DataSet;
import org.fedmas.preprocess.dataset.SourceImage;

/** The division of a data set's images into shards: ranges of a fixed number per client. */
public final class ShardPlan {

  /** Images per shard: at 224 pixels about 38 MB, and a client of 10,000 images makes 39 units. */
  public static final int IMAGES_PER_SHARD = 256;

  /**
   * One shard.
   *
   * @param key its unit
   * @param images its images, in the data set's order
   */
  public record Shard(UnitKey key, List<SourceImage> images) {

    /** Returns the unit that keeps the originals of the same images. */
    public UnitKey originals() {
      return new UnitKey(
          StageName.PREPROCESS, null, key.client(), String.valueOf(key.part()) + ORIGINALS);
    }
  }

  private static final String ORIGINALS = "-originals";

  private ShardPlan() {}

  /** Returns the unit that lists all images. */
  public static UnitKey index() {
    return new UnitKey(StageName.PREPROCESS, null, null, "index");
  }

  /** Returns the unit of the attributes of all images. */
  public static UnitKey attributes() {
    return new UnitKey(StageName.PREPROCESS, null, null, "attributes");
  }

  /** Returns the unit of the statistics of prepared pixels. */
  public static UnitKey statistics() {
    return new UnitKey(StageName.PREPROCESS, null, null, "statistics");
  }

  static boolean isOriginals(UnitKey unit) {
    return unit.part() != null && unit.part().endsWith(ORIGINALS);
  }

  /** Returns all shards, by client and range. */
  public static List<Shard> of(DataSet dataSet) {
    Map<Integer, List<SourceImage>> held = new HashMap<>();
    for (SourceImage image : dataSet.images()) {
      held.computeIfAbsent(image.client(), client -> new ArrayList<>()).add(image);
    }
    List<Shard> shards = new ArrayList<>();
    for (Client client : dataSet.clients()) {
      List<SourceImage> images = List.copyOf(held.getOrDefault(client.id(), List.of()));
      for (int from = 0; from < images.size(); from += IMAGES_PER_SHARD) {
        int until = Math.min(images.size(), from + IMAGES_PER_SHARD);
        shards.add(
            new Shard(
                key(new ClientId(client.id()), from / IMAGES_PER_SHARD),
                images.subList(from, until)));
      }
    }
    return shards;
  }

  private static UnitKey key(ClientId client, int number) {
    return UnitKey.of(
        StageName.PREPROCESS, client, String.format(Locale.ROOT, "part-%03d", number));
  }
}
