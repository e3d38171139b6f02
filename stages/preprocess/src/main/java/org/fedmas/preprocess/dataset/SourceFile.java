package org.fedmas.preprocess.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fedmas.contract.Digest;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.images.RgbImage;
import org.fedmas.images.decode.ImageDecoder;
import org.fedmas.images.decode.ImageUnreadableException;
import org.fedmas.images.header.PictureFormat;

/** The file of a source image; every problem names it. */
record SourceFile(Path path) {

  /** Endings of image files, in lower case, in the order in which they are tried. */
  static final List<String> ENDINGS = PictureFormat.endings();

  static boolean isImage(Path file) {
    String name = String.valueOf(file.getFileName());
    return !name.startsWith(".") && PictureFormat.endsLikePicture(name);
  }

  Digest digest() {
    try {
      return SeenFiles.of(path);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  RgbImage pixels() {
    try {
      return ImageDecoder.decode(Files.readAllBytes(path), path.toString());
    } catch (ImageUnreadableException e) {
      throw new MissingInputException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private MissingInputException unreadable(IOException cause) {
    return new MissingInputException(path + ": cannot be read (" + cause + ")", cause);
  }
}
