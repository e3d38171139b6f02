package org.fedmas.preprocess.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fedmas.contract.Digest;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.images.RgbImage;

/**
 * ISIC 2019 as FLamby divides it among six centres: JPEG files in {@code
 * ISIC_2019_Training_Input/}, joined with {@link FlambyTables}.
 *
 * <p>Source: FLamby (NeurIPS 2022), data set Fed-ISIC2019.
 *
 * @param input folder of the JPEG files
 * @param images in {@link SourceImage#ORDER}
 * @param skipped number of excluded images by client; all 0 unless missing images are skipped
 * @param officialSplit empty where the folder has none
 * @param tables metadata files that were read
 */
public record FlambyIsic(
    Path input,
    List<SourceImage> images,
    List<Integer> skipped,
    Optional<OfficialSplit> officialSplit,
    List<Path> tables)
    implements DataSet {

  private static final String INPUT = "ISIC_2019_Training_Input";
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
    Set<String> present = present(input);
    List<SourceImage> kept = new ArrayList<>();
    Integer[] skipped = new Integer[Centre.values().length];
    Arrays.fill(skipped, 0);
    for (SourceImage image : tables.images()) {
      if (present.contains(image.imageId())) {
        kept.add(image);
      } else {
        skipped[image.client()]++;
      }
    }
    if (kept.isEmpty() || (policy == MissingImages.FAIL && kept.size() < tables.images().size())) {
      throw missing(input, tables.images(), kept);
    }
    return new FlambyIsic(
        input,
        List.copyOf(kept),
        List.of(skipped),
        tables.officialSplit().map(split -> split.restrictedTo(present::contains)),
        tables.tables());
  }

  @Override
  public List<String> classes() {
    return FlambyTables.CLASSES;
  }

  @Override
  public List<Client> clients() {
    return Centre.clients();
  }

  @Override
  public Optional<Path> source(SourceImage image) {
    return Optional.of(file(image).path());
  }

  @Override
  public Digest digest(SourceImage image) {
    return file(image).digest();
  }

  @Override
  public RgbImage pixels(SourceImage image) {
    return file(image).pixels();
  }

  private SourceFile file(SourceImage image) {
    return new SourceFile(input.resolve(image.imageId() + ".jpg"));
  }

  private static Set<String> present(Path input) {
    if (!Files.isDirectory(input)) {
      throw new MissingInputException(
          """
          image folder %s: not there; expected a folder of JPEG files; docs/data.md says where to \
          get it"""
              .formatted(input));
    }
    try (Stream<Path> files = Files.list(input)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".jpg"))
          .map(name -> name.substring(0, name.length() - ".jpg".length()))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new MissingInputException(input + ": cannot be read (" + e + ")", e);
    }
  }

  private static MissingInputException missing(
      Path input, List<SourceImage> named, List<SourceImage> kept) {
    Set<SourceImage> found = new HashSet<>(kept);
    List<String> first =
        named.stream()
            .filter(image -> !found.contains(image))
            .limit(LISTED)
            .map(image -> image.imageId() + ".jpg")
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
