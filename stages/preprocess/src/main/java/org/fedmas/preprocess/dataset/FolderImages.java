package org.fedmas.preprocess.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fedmas.tables.image.AttributeRow;

/**
 * Images in files of a folder, as found by {@link ManifestData} or {@link ClassFolders}.
 *
 * @param classes class names
 * @param clients one called {@value #POOL} where the data set knows none
 * @param images in {@link SourceImage#ORDER}
 * @param files image id → file
 * @param officialSplit empty where the data set has none
 * @param tables metadata files that were read
 * @param isPool whether the data set does not assign images to clients
 * @param skipped number of images that the table or a link names but that do not exist
 * @param attributes what else a table says of the images
 * @param notes sentences about files that are not read or were found under another name
 */
public record FolderImages(
    List<String> classes,
    List<Client> clients,
    List<SourceImage> images,
    Map<String, Path> files,
    Optional<OfficialSplit> officialSplit,
    List<Path> tables,
    boolean isPool,
    int skipped,
    List<AttributeRow> attributes,
    List<String> notes)
    implements FileImages {

  /** The one client of a data set without clients. */
  static final String POOL = "pool";

  public FolderImages {
    classes = List.copyOf(classes);
    clients = List.copyOf(clients);
    images = images.stream().sorted(SourceImage.ORDER).toList();
    files = Map.copyOf(files);
    tables = List.copyOf(tables);
    attributes = List.copyOf(attributes);
    notes = List.copyOf(notes);
  }

  @Override
  public Optional<String> missing() {
    return MissingImages.skipped(skipped, "", images.size());
  }
}
