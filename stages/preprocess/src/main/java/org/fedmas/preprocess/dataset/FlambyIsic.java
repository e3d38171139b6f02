package org.fedmas.preprocess.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.tables.image.AttributeRow;

/**
 * ISIC 2019 as FLamby divides it among six centres: JPEG files in {@code
 * ISIC_2019_Training_Input/}, joined with {@link FlambyTables}.
 *
 * <p>Source: FLamby (NeurIPS 2022), data set Fed-ISIC2019.
 *
 * @param files image id → file
 * @param images in {@link SourceImage#ORDER}
 * @param skipped number of excluded images by client; all 0 unless missing images are skipped
 * @param officialSplit empty where the folder has none
 * @param attributes age, site and sex of the images
 * @param tables metadata files that were read
 */
public record FlambyIsic(
    Map<String, Path> files,
    List<SourceImage> images,
    List<Integer> skipped,
    Optional<OfficialSplit> officialSplit,
    List<AttributeRow> attributes,
    List<Path> tables)
    implements FileImages {

  private static final String INPUT = "ISIC_2019_Training_Input";
  private static final String ENDING = ".jpg";
  private static final int LISTED = 10;

  /**
   * Opens the data set of a folder.
   *
   * @throws MissingInputException as {@link FlambyTables#read}, and if image files are missing and
   *     the policy does not skip them, or if all are
   */
  public static FlambyIsic open(Path folder, MissingImages policy) {
    FlambyTables tables = FlambyTables.read(folder);
    Path input = folder.resolve(INPUT);
    ImageFiles there = new ImageFiles(input);
    Map<String, Path> files = present(input, there, tables.images());
    List<SourceImage> kept = new ArrayList<>();
    Integer[] skipped = new Integer[Centre.values().length];
    Arrays.fill(skipped, 0);
    for (SourceImage image : tables.images()) {
      if (files.containsKey(image.imageId())) {
        kept.add(image);
      } else {
        skipped[image.client()]++;
      }
    }
    if (kept.isEmpty() || (policy == MissingImages.FAIL && kept.size() < tables.images().size())) {
      throw missing(input, there, tables.images(), kept);
    }
    return new FlambyIsic(
        Map.copyOf(files),
        List.copyOf(kept),
        List.of(skipped),
        tables.officialSplit().map(split -> split.restrictedTo(files::containsKey)),
        tables.attributes().stream().filter(row -> files.containsKey(row.imageId())).toList(),
        tables.tables());
  }

  @Override
  public Optional<String> missing() {
    int missing = skipped.stream().mapToInt(Integer::intValue).sum();
    return MissingImages.skipped(missing, " (per client %s)".formatted(skipped), images.size());
  }

  @Override
  public List<String> classes() {
    return FlambyTables.CLASSES;
  }

  @Override
  public List<Client> clients() {
    return Centre.clients();
  }

  private static Map<String, Path> present(Path input, ImageFiles there, List<SourceImage> images) {
    if (!Files.isDirectory(input)) {
      throw new MissingInputException(
          """
          image folder %s: not there; expected a folder of JPEG files; docs/data.md says where to \
          get it"""
              .formatted(input));
    }
    Map<String, Path> files = new HashMap<>();
    for (SourceImage image : images) {
      Path file = there.find(image.imageId() + ENDING);
      if (file != null) {
        files.put(image.imageId(), file);
      }
    }
    return files;
  }

  private static MissingInputException missing(
      Path input, ImageFiles there, List<SourceImage> named, List<SourceImage> kept) {
    Set<SourceImage> found = new HashSet<>(kept);
    List<String> first =
        named.stream()
            .filter(image -> !found.contains(image))
            .limit(LISTED)
            .map(image -> there.explained(image.imageId() + ENDING))
            .toList();
    return new MissingInputException(
        """
        image folder %s: %s of %s images are missing, first %s; docs/data.md says where to get \
        them%s"""
            .formatted(
                input,
                named.size() - kept.size(),
                named.size(),
                String.join(", ", first),
                kept.isEmpty()
                    ? ""
                    : ", --set dataset.missing-images=skip continues with the %s that are there"
                        .formatted(kept.size())));
  }
}
