package org.fedmas.pipeline.run.driver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.fedmas.contract.UnitKey;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.pipeline.workflow.Workflow;
import org.fedmas.pipeline.workflow.plan.Planner;
import org.fedmas.preprocess.dataset.UnreadableImages;
import org.fedmas.results.page.DataWarnings;
import org.fedmas.results.record.RunFolder;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.Manifest;
import org.fedmas.store.OpenArtifact;
import org.fedmas.tables.summary.DamagedImage;
import org.fedmas.tables.summary.ShardSummary;
import org.fedmas.tables.summary.Summary;
import org.fedmas.tables.summary.UnreadableImage;

/**
 * The images that preparation could not decode, over all computed shards.
 *
 * @param images in the order of the shards
 * @param prepared number of images that were decoded
 * @param incomplete the shards that lack images
 * @param empty the incomplete shards without any image
 * @param damaged images that decode with warnings, in the order of the shards
 */
record UnreadableImagesReport(
    List<Image> images,
    int prepared,
    List<UnitKey> incomplete,
    Set<UnitKey> empty,
    List<DamagedImage> damaged) {

  /** The file of the complete list, in the run's folder. */
  static final String FILE = RunFolder.UNREADABLE;

  private static final int LISTED = 20;

  /** An image that does not decode: its name in the data set, the file to repair and the reason. */
  record Image(String id, int client, String file, String reason) {}

  static UnreadableImagesReport of(Workflow workflow, Planner planner, ArtifactStore store)
      throws IOException {
    List<Image> images = new ArrayList<>();
    List<UnitKey> incomplete = new ArrayList<>();
    Set<UnitKey> empty = new HashSet<>();
    List<DamagedImage> damaged = new ArrayList<>();
    int prepared = 0;
    for (UnitKey shard : workflow.shards()) {
      Optional<Manifest> manifest = planner.manifest(shard);
      if (manifest.isEmpty()) {
        continue;
      }
      ShardSummary summary = summary(store, manifest.get());
      prepared += summary.images();
      damaged.addAll(summary.damaged());
      if (summary.unreadable().isEmpty()) {
        continue;
      }
      incomplete.add(shard);
      if (summary.images() == 0) {
        empty.add(shard);
      }
      for (UnreadableImage image : summary.unreadable()) {
        String file = workflow.source(image.imageId()).map(Path::toString).orElse("");
        images.add(new Image(image.imageId(), summary.client(), file, image.reason()));
      }
    }
    return new UnreadableImagesReport(images, prepared, incomplete, empty, damaged);
  }

  private static ShardSummary summary(ArtifactStore store, Manifest manifest) throws IOException {
    try (OpenArtifact shard = store.openSummaries(manifest)) {
      return Summary.read(shard.folder(), ShardSummary.class);
    }
  }

  /**
   * Writes the list, then fails or warns that the run excludes these images.
   *
   * @throws MissingInputException naming the images, unless the configuration skips them
   */
  void settle(UnreadableImages policy, RunFolder place, RecordKeeper keeper) throws IOException {
    if (!damaged.isEmpty()) {
      keeper.warn(damagedText());
    }
    Path list = place.folder().resolve(FILE);
    if (images.isEmpty()) {
      if (Files.exists(list)) {
        place.files().storage().delete(list);
        place.publish(FILE);
      }
      return;
    }
    place.files().replace(list, table().getBytes(StandardCharsets.UTF_8));
    place.publish(FILE);
    if (policy == UnreadableImages.FAIL) {
      throw new MissingInputException(refusal(list));
    }
    keeper.warn(
        "%s images do not decode and are excluded (per client %s); %s decode; %s names them"
            .formatted(images.size(), perClient(), prepared, list));
    if (prepared == 0) {
      throw new MissingInputException(
          "no image of the data set decodes; " + list + " lists the reasons");
    }
  }

  private String damagedText() {
    return damaged.stream()
        .limit(LISTED)
        .map(image -> "%s (%s)".formatted(image.imageId(), String.join("; ", image.warnings())))
        .collect(
            Collectors.joining(
                ", ",
                (damaged.size() == 1 ? "1 image has " : damaged.size() + " images have ")
                    + DataWarnings.DAMAGED
                    + ", decoded as far as possible: ",
                damaged.size() > LISTED ? ", …" : ""));
  }

  private String refusal(Path list) {
    StringBuilder listed = new StringBuilder();
    for (Image image : images.subList(0, Math.min(LISTED, images.size()))) {
      listed.append("\n  ").append(image.file()).append(": ").append(image.reason());
    }
    if (images.size() > LISTED) {
      listed.append("\n  … and ").append(images.size() - LISTED).append(" more");
    }
    return """
        %s of %s images do not decode:%s
        %s lists all of them
        replace these files and run again (only their shards are prepared again), or exclude them \
        with --set %s=skip"""
        .formatted(images.size(), images.size() + prepared, listed, list, UnreadableImages.KEY);
  }

  private String table() {
    StringBuilder text = new StringBuilder("image\tclient\tfile\treason\n");
    for (Image image : images) {
      text.append(
          "%s\t%s\t%s\t%s\n".formatted(image.id(), image.client(), image.file(), image.reason()));
    }
    return text.toString();
  }

  private Map<Integer, Long> perClient() {
    return images.stream()
        .collect(Collectors.groupingBy(Image::client, TreeMap::new, Collectors.counting()));
  }
}
