package org.fedmas.pipeline.predict;

import java.nio.file.Path;
import org.fedmas.images.decode.ImageUnreadableException;
import org.fedmas.images.decode.PreparedPicture;
import org.fedmas.preprocess.PreparationSettings;

/**
 * An image whose class is to be predicted.
 *
 * @param name as the output names it
 * @param source of its pixels; called on any thread
 */
public record InputImage(String name, Source source) {

  /** A source of a prepared picture. */
  public interface Source {

    /**
     * Returns the prepared picture.
     *
     * @throws ImageUnreadableException if the image does not decode
     * @throws org.fedmas.contract.error.MissingInputException if its file cannot be read
     */
    PreparedPicture prepared(PreparationSettings settings) throws ImageUnreadableException;
  }

  /** Returns the image of a file. */
  public static InputImage of(String name, Path file) {
    return new InputImage(name, settings -> settings.read(file));
  }
}
