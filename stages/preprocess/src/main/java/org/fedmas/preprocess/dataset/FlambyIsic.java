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
 */
public final class FlambyIsic implements DataSet {

  private static final String INPUT = "ISIC_2019_Training_Input";
  private static final int LISTED = 10;

  private final Path input;
  private final FlambyTables tables;
  private final List<SourceImage> images;
  private final List<Integer> skipped;
  private final Optional<OfficialSplit> officialSplit;

  private FlambyIsic(Path input, FlambyTables tables, Set<String> present) {
    this.input = input;
    this.tables = tables;
    List<SourceImage> kept = new ArrayList<>();
    int[] missing = new int[Centre.values().length];
    for (SourceImage image : tables.images()) {
      if (present.contains(image.imageId())) {
        kept.add(image);
      } else {
        missing[image.client()]++;
      }
    }
    images = List.copyOf(kept);
    skipped = Arrays.stream(missing).boxed().toList();
    officialSplit = tables.officialSplit().map(split -> split.restrictedTo(present::contains));
  }

  /**
   * Opens the data set of a folder.
   *
   * @throws MissingInputException as {@link FlambyTables#read}, and if image files are missing and
   *     the policy does not skip them, or if all are
   */
  public static FlambyIsic open(Path folder, MissingImages policy) {
    FlambyTables tables = FlambyTables.read(folder);
    Path input = folder.resolve(INPUT);
    FlambyIsic dataSet = new FlambyIsic(input, tables, present(input));
    if (dataSet.images.isEmpty()
        || (policy == MissingImages.FAIL && dataSet.images.size() < tables.images().size())) {
      throw missing(input, tables.images(), dataSet.images);
    }
    return dataSet;
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
  public List<SourceImage> images() {
    return images;
  }

  /** Returns the number of excluded images by client; all 0 unless missing images are skipped. */
  public List<Integer> skipped() {
    return skipped;
  }

  @Override
  public Optional<Path> source(SourceImage image) {
    return Optional.of(file(image));
  }

  @Override
  public Digest digest(SourceImage image) {
    return new SourceFile(file(image)).digest();
  }

  @Override
  public RgbImage pixels(SourceImage image) {
    return new SourceFile(file(image)).pixels();
  }

  @Override
  public Optional<OfficialSplit> officialSplit() {
    return officialSplit;
  }

  @Override
  public List<Path> tables() {
    return tables.tables();
  }

  private Path file(SourceImage image) {
    return input.resolve(image.imageId() + ".jpg");
  }

  private static Set<String> present(Path input) {
    if (!Files.isDirectory(input)) {
      throw new MissingInputException(
          "image folder "
              + input
              + ": not there; expected a folder of JPEG files;"
              + " docs/data.md says where to get it");
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
        "image folder "
            + input
            + ": "
            + (named.size() - kept.size())
            + " of "
            + named.size()
            + " images are missing, first "
            + String.join(", ", first)
            + "; docs/data.md says where to get them"
            + (kept.isEmpty()
                ? ""
                : ", --set dataset.missing-images=skip continues with the "
                    + kept.size()
                    + " that are there"));
  }
}
