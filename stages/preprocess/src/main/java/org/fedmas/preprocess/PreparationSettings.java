package org.fedmas.preprocess;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.contract.config.ConfigReader;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.images.RgbImage;
import org.fedmas.images.decode.Decoding;
import org.fedmas.images.decode.ImageDecoder;
import org.fedmas.images.decode.ImageUnreadableException;
import org.fedmas.images.decode.PreparedPicture;
import org.fedmas.images.prepare.ImageSettings;

/**
 * Settings of decoding and preparation: the keys {@code image.*}.
 *
 * @param decoding the decoding of files; not used for generated pictures
 * @param image the preparation of decoded pixels
 */
public record PreparationSettings(Decoding decoding, ImageSettings image) {

  /** Reads the keys; those about files only for data sets that have any. */
  public static PreparationSettings read(ConfigReader reader, DataSetSettings dataSet) {
    return new PreparationSettings(
        dataSet.readsFiles() ? Decoding.read(reader) : Decoding.EXACT, ImageSettings.read(reader));
  }

  /**
   * Returns the prepared picture of a file.
   *
   * @param file all bytes of the file
   * @param name for error messages
   * @throws ImageUnreadableException if the bytes are not a readable picture
   */
  public PreparedPicture prepare(byte[] file, String name) throws ImageUnreadableException {
    PreparedPicture resized = ImageDecoder.resized(file, name, decoding, image.resize());
    return new PreparedPicture(resized.source(), image.finish(resized.image()), resized.warnings());
  }

  /**
   * Reads a file and returns its prepared picture.
   *
   * @throws ImageUnreadableException if the file is too large or not a readable picture
   * @throws MissingInputException if the file cannot be read at all
   */
  public PreparedPicture read(Path file) throws ImageUnreadableException {
    String name = String.valueOf(file.getFileName());
    try {
      long size = Files.size(file);
      if (size > ReadFile.LARGEST) {
        throw new ImageUnreadableException(name, size + " bytes, the limit is " + ReadFile.LARGEST);
      }
      return prepare(Files.readAllBytes(file), name);
    } catch (IOException e) {
      throw new MissingInputException(file + ": cannot be read (" + reason(e) + ")", e);
    }
  }

  private static String reason(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "no such file";
    }
    return failure instanceof AccessDeniedException ? "permission denied" : failure.toString();
  }

  /** Returns the prepared picture of a drawing. */
  public PreparedPicture prepare(RgbImage drawn) {
    return new PreparedPicture(drawn.size(), image.prepare(drawn), List.of());
  }
}
