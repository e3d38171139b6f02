package org.fedmas.preprocess.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.preprocess.similar.SimilarPictures;

/**
 * The labelled images of HyperKvasir in their published folders, joined with a published split. The
 * data set names neither patients nor clients: it is a pool, and its groups are pictures that are
 * identical or nearly so ({@link SimilarPictures}).
 *
 * <p>Source: Borgli et al., "HyperKvasir, a comprehensive multi-class image and video dataset for
 * gastrointestinal endoscopy", Scientific Data 7, 283, 2020.
 *
 * @param images in {@link SourceImage#ORDER}
 * @param files image id → file
 * @param skipped number of images that the split names but that do not exist
 * @param split the folds
 * @param table the split's file
 * @param notes sentences about files that are not read
 */
public record HyperKvasir(
    List<SourceImage> images,
    SortedMap<String, Path> files,
    int skipped,
    OfficialSplit split,
    Path table,
    List<String> notes)
    implements FileImages {

  /** Name of the folder of images below the data folder. */
  public static final String FOLDER = "labeled-images";

  private static final int LISTED = 10;

  /**
   * Opens the data set of a folder.
   *
   * @param splitFile name of the split's file
   * @throws MissingInputException if the split or the folder is missing or wrong, and if images are
   *     missing and the policy does not skip them, or if all are
   */
  public static HyperKvasir open(Path data, String splitFile, MissingImages policy) {
    KvasirTable table = KvasirTable.read(data.resolve(splitFile));
    KvasirFolders folders = KvasirFolders.in(data.resolve(FOLDER));
    List<SourceImage> missing = new ArrayList<>();
    TreeMap<String, Path> files = new TreeMap<>();
    for (SourceImage image : table.images()) {
      Path file = folders.files().get(image.imageId());
      if (file == null) {
        missing.add(image);
      } else {
        requireFolder(table, image, file);
        files.put(image.imageId(), file);
      }
    }
    if (files.isEmpty() || (policy == MissingImages.FAIL && !missing.isEmpty())) {
      throw missing(folders, missing, files.size());
    }
    Map<String, String> groups = SimilarPictures.groups(files);
    List<SourceImage> images =
        table.images().stream()
            .filter(image -> files.containsKey(image.imageId()))
            .map(
                image ->
                    new SourceImage(image.imageId(), image.label(), 0, groups.get(image.imageId())))
            .toList();
    return new HyperKvasir(
        images,
        files,
        missing.size(),
        table.split().restrictedTo(files::containsKey),
        table.file(),
        folders.notes(files.keySet(), table.file()));
  }

  /** Returns the description that the split alone gives; it has no groups. */
  public static DataDescription describe(Path data, String splitFile) {
    KvasirTable table = KvasirTable.read(data.resolve(splitFile));
    return new DataDescription(
        Finding.names(), pool(), table.images(), Optional.of(table.split()), List.of());
  }

  @Override
  public Optional<String> missing() {
    return MissingImages.skipped(skipped, "", images.size());
  }

  @Override
  public List<String> classes() {
    return Finding.names();
  }

  @Override
  public List<Client> clients() {
    return pool();
  }

  @Override
  public Optional<OfficialSplit> officialSplit() {
    return Optional.of(split);
  }

  @Override
  public boolean isPool() {
    return true;
  }

  @Override
  public List<Path> tables() {
    return List.of(table);
  }

  private static List<Client> pool() {
    return Client.numbered(List.of(FolderImages.POOL));
  }

  private static void requireFolder(KvasirTable table, SourceImage image, Path file) {
    Finding finding = Finding.ALL.get(image.label());
    String folder = String.valueOf(Objects.requireNonNull(file.getParent()).getFileName());
    if (!folder.equals(finding.folder())) {
      throw Objects.requireNonNull(table.rows().get(image.imageId()))
          .problem(
              "class %s of image %s, which lies in the folder %s"
                  .formatted(finding.name(), image.imageId(), folder),
              "the image in the folder " + finding.folder());
    }
  }

  private static MissingInputException missing(
      KvasirFolders folders, List<SourceImage> missing, int there) {
    List<String> absent =
        Finding.folders().stream().filter(name -> !folders.classes().containsKey(name)).toList();
    return new MissingInputException(
        """
        image folder %s: %s of %s images are missing, first %s%s. Run fedmas data fetch --only \
        %s%s"""
            .formatted(
                folders.folder(),
                missing.size(),
                missing.size() + there,
                missing.stream()
                    .limit(LISTED)
                    .map(image -> Finding.ALL.get(image.label()).folder() + "/" + image.imageId())
                    .toList(),
                absent.isEmpty() ? "" : "; class folders that are not there: " + absent,
                FOLDER,
                there == 0
                    ? ""
                    : ", or --set dataset.missing-images=skip continues with the %s that are there"
                        .formatted(there)));
  }
}
