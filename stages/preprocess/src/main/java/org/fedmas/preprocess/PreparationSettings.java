package org.fedmas.preprocess;

import org.fedmas.contract.config.ConfigReader;
import org.fedmas.images.Decoding;
import org.fedmas.images.ImageDecoder;
import org.fedmas.images.ImageSettings;
import org.fedmas.images.ImageUnreadableException;
import org.fedmas.images.RgbImage;
import org.fedmas.images.SourcePicture;

/**
 * How source images become stored ones: the keys {@code image.*}.
 *
 * @param decoding how files become pixels; has no say where pictures are generated
 * @param image what is done to the pixels
 */
public record PreparationSettings(Decoding decoding, ImageSettings image) {

  /** Reads the keys; those about files only for data sets that have any. */
  public static PreparationSettings read(ConfigReader reader, DataSetSettings dataSet) {
    return new PreparationSettings(
        dataSet.readsFiles() ? Decoding.read(reader) : Decoding.EXACT, ImageSettings.read(reader));
  }

  /**
   * The prepared picture of a file.
   *
   * @param file all bytes of the file
   * @param name for error messages
   * @throws ImageUnreadableException if the bytes are no picture that can be read
   */
  public RgbImage prepare(byte[] file, String name) throws ImageUnreadableException {
    return image.prepare(decode(file, name));
  }

  /** A file's picture, with at least the pixels that preparing it needs. */
  SourcePicture decode(byte[] file, String name) throws ImageUnreadableException {
    return ImageDecoder.decode(file, name, decoding, image.resize());
  }
}
