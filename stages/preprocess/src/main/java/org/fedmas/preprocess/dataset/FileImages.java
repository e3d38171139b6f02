package org.fedmas.preprocess.dataset;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.fedmas.contract.Digest;
import org.fedmas.images.RgbImage;

/** A data set whose images are files. */
sealed interface FileImages extends DataSet permits FlambyIsic, FolderImages, HyperKvasir {

  /** Returns image id → file. */
  Map<String, Path> files();

  @Override
  default Optional<Path> source(SourceImage image) {
    return Optional.of(file(image).path());
  }

  @Override
  default Digest digest(SourceImage image) {
    return file(image).digest();
  }

  @Override
  default RgbImage pixels(SourceImage image) {
    return file(image).pixels();
  }

  private SourceFile file(SourceImage image) {
    Path file = files().get(image.imageId());
    if (file == null) {
      throw new IllegalArgumentException("not an image of this data set: " + image.imageId());
    }
    return new SourceFile(file);
  }
}
