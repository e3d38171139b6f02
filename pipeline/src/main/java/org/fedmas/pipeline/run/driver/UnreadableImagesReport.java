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
import org.fedmas.results.record.RunFolder;
import org.fedmas.store.ArtifactStore;
import org.fedmas.store.Manifest;
import org.fedmas.store.OpenArtifact;
import org.fedmas.store.file.DurableFiles;
import org.fedmas.tables.summary.ShardSummary;
import org.fedmas.tables.summary.UnreadableImage;

/**
 * The images that preparation could not turn into pixels, over all shards that are there.
 *
 * @param images in the order of the shards
 * @param prepared how many images were turned into pixels
 * @param incomplete the shards that lack images
 * @param empty those of them that have none at all
 */
record UnreadableImagesReport(
    List<Image> images, int prepared, List<UnitKey> incomplete, Set<UnitKey> empty) {

  /** The file of the whole list, in the run's folder. */
  static final String FILE = "unreadable-images.tsv";

  private static final int LISTED = 20;

  /**
   * One of them.
   *
   * @param id its name in the data set
   * @param client number of the client it belongs to
   * @param file what to repair
   * @param reason what is wrong
   */
  record Image(String id, int client, String file, String reason) {}

  static UnreadableImagesReport of(Workflow workflow, Planner planner, ArtifactStore store)
      throws IOException {
    List<Image> images = new ArrayList<>();
    List<UnitKey> incomplete = new ArrayList<>();
    Set<UnitKey> empty = new HashSet<>();
    int prepared = 0;
    for (UnitKey shard : workflow.shards()) {
      Optional<Manifest> manifest = planner.manifest(shard);
      if (manifest.isEmpty()) {
        continue;
      }
      ShardSummary summary = summary(store, manifest.get());
      prepared += summary.images();
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
    return new UnreadableImagesReport(images, prepared, incomplete, empty);
  }

  private static ShardSummary summary(ArtifactStore store, Manifest manifest) throws IOException {
    try (OpenArtifact shard = store.openSummaries(manifest)) {
      return ShardSummary.read(shard.folder());
    }
  }

  /**
   * Writes the list, and stops or says that the run goes on without these images.
   *
   * @throws MissingInputException naming them, if there are any and the run is not to go on
   */
  void settle(UnreadableImages policy, RunFolder place, RecordKeeper keeper) throws IOException {
    Path list = place.folder().resolve(FILE);
    if (images.isEmpty()) {
      if (Files.deleteIfExists(list)) {
        place.publish(FILE);
      }
      return;
    }
    DurableFiles.local().replace(list, table().getBytes(StandardCharsets.UTF_8));
    place.publish(FILE);
    if (policy == UnreadableImages.FAIL) {
      throw new MissingInputException(refusal(list));
    }
    keeper.warn(
        images.size()
            + " images do not decode and are left out (per client "
            + perClient()
            + "); "
            + prepared
            + " are there; "
            + list
            + " names them");
    if (prepared == 0) {
      throw new MissingInputException("no image of the data set decodes; " + list + " says why");
    }
  }

  private String refusal(Path list) {
    StringBuilder text = new StringBuilder();
    text.append(images.size())
        .append(" of ")
        .append(images.size() + prepared)
        .append(" images do not decode:");
    images.stream()
        .limit(LISTED)
        .forEach(
            image -> text.append("\n  ").append(image.file()).append(": ").append(image.reason()));
    if (images.size() > LISTED) {
      text.append("\n  … and ").append(images.size() - LISTED).append(" more");
    }
    return text.append("\nall of them are in ")
        .append(list)
        .append(
            "\nreplace these files and run again (only their shards are prepared anew), or go on")
        .append(" without them with --set ")
        .append(UnreadableImages.KEY)
        .append("=skip")
        .toString();
  }

  private String table() {
    StringBuilder text = new StringBuilder("image\tclient\tfile\treason\n");
    for (Image image : images) {
      text.append(
          "%s\t%d\t%s\t%s\n".formatted(image.id(), image.client(), image.file(), image.reason()));
    }
    return text.toString();
  }

  private Map<Integer, Long> perClient() {
    return images.stream()
        .collect(Collectors.groupingBy(Image::client, TreeMap::new, Collectors.counting()));
  }
}
