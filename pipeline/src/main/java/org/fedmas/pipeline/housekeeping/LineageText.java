package org.fedmas.pipeline.housekeeping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.fedmas.contract.ArtifactKind;
import org.fedmas.contract.Digest;
import org.fedmas.store.Manifest;
import org.fedmas.tables.image.ImageHeader;
import org.fedmas.tables.image.ImageIndexTable;
import org.fedmas.tables.image.ImageShard;
import org.fedmas.tables.image.IndexRow;
import org.fedmas.tables.parquet.TableReader;

/** The lineage of artifacts as lines of text, down to configuration and raw inputs. */
public final class LineageText {

  private final Lineage lineage;
  private final List<Manifest> origins;

  /** Creates the lineage of the given artifacts. */
  public LineageText(Lineage lineage, List<Manifest> targets) {
    this.lineage = lineage;
    this.origins = lineage.origins(targets);
  }

  /** Returns every artifact with its inputs, nearest first. */
  public List<String> artifacts() {
    List<String> lines = new ArrayList<>();
    for (Manifest manifest : origins) {
      lines.add(
          "%s/%s  %s  content %s"
              .formatted(
                  manifest.ref().kind().folder(),
                  brief(manifest.ref().fingerprint()),
                  manifest.recipe().unit(),
                  brief(manifest.content())));
      manifest
          .recipe()
          .inputs()
          .forEach((role, contents) -> lines.add("  " + role + ": " + names(contents)));
      manifest.recipe().raw().forEach((role, digest) -> lines.add("  raw " + role + ": " + digest));
    }
    return lines;
  }

  /** Returns every configuration key in the recipes with its value. */
  public List<String> configuration() {
    Map<String, TreeSet<String>> keys = new TreeMap<>();
    for (Manifest manifest : origins) {
      manifest
          .recipe()
          .config()
          .values()
          .forEach(
              (key, value) ->
                  keys.computeIfAbsent(key, k -> new TreeSet<>()).add(value.toString()));
    }
    return keys.entrySet().stream()
        .map(key -> key.getKey() + ": " + String.join(" | ", key.getValue()))
        .toList();
  }

  /**
   * Returns every raw image with its digest, as recorded in indexes and shards.
   *
   * @return {@code image sha256:…}, by image
   */
  public List<String> images() throws IOException {
    TreeSet<String> lines = new TreeSet<>();
    for (Manifest manifest : origins) {
      Path folder = lineage.store().folder(manifest.ref());
      if (manifest.kind() == ArtifactKind.IMAGE_INDEX) {
        for (IndexRow row : ImageIndexTable.read(folder.resolve(ImageIndexTable.FILE))) {
          lines.add(row.imageId() + " " + row.sourceDigest());
        }
      } else if (manifest.kind() == ArtifactKind.IMAGE_SHARD
          && Files.exists(folder.resolve(ImageShard.FILE))) {
        try (TableReader<ImageHeader> rows = ImageShard.headers(folder.resolve(ImageShard.FILE))) {
          while (rows.hasNext()) {
            ImageHeader row = rows.next();
            lines.add(row.imageId() + " " + row.sourceDigest());
          }
        }
      }
    }
    return new ArrayList<>(lines);
  }

  private String names(List<Digest> contents) {
    return contents.stream()
        .map(
            content ->
                lineage
                    .maker(content)
                    .map(manifest -> manifest.recipe().unit())
                    .orElse("content " + brief(content) + " (no longer in the store)"))
        .collect(Collectors.joining(", "));
  }

  private static String brief(Digest digest) {
    return digest.hex().substring(0, 12);
  }
}
