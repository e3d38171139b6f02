package org.fedmas.preprocess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.fedmas.contract.Digest;
import org.fedmas.contract.error.MissingInputException;
import org.fedmas.images.decode.ImageUnreadableException;
import org.fedmas.images.decode.PreparedPicture;

/**
 * An image file that was read once.
 *
 * @param name the file's name without its folder
 * @param size in bytes
 * @param digest of all bytes
 * @param bytes all of them; empty if they are more than {@link #LARGEST}
 */
record ReadFile(String name, long size, Digest digest, Optional<byte[]> bytes) {

  /** The largest accepted size; photographs of clinics are at most a tenth of it. */
  static final long LARGEST = 256L << 20;

  PreparedPicture picture(PreparationSettings settings) throws ImageUnreadableException {
    if (bytes.isEmpty()) {
      throw new ImageUnreadableException(name, size + " bytes, the limit is " + LARGEST);
    }
    return settings.prepare(bytes.get(), name);
  }

  static ReadFile read(Path file) {
    String name = String.valueOf(file.getFileName());
    try {
      long size = Files.size(file);
      if (size > LARGEST) {
        return new ReadFile(name, size, Digest.of(file), Optional.empty());
      }
      byte[] bytes = Files.readAllBytes(file);
      return new ReadFile(name, bytes.length, Digest.of(bytes), Optional.of(bytes));
    } catch (IOException e) {
      throw new MissingInputException(file + ": cannot be read (" + e + ")", e);
    }
  }
}
