package org.fedmas.images.turbo;

import java.util.Optional;
import java.util.function.Function;
import org.fedmas.images.PixelRows;
import org.fedmas.images.header.JpegHeader;

/** A build of libjpeg-turbo that this process can call. */
public interface NativeJpeg {

  /**
   * Returns the picture of a file with one to three components; empty if the library fails or
   * warns.
   *
   * @param reduction 1, 2, 4 or 8: what both sides are divided by, rounded up
   * @param use consumes the pixels, which are freed afterwards
   */
  <T> Optional<T> decode(byte[] file, JpegHeader header, int reduction, Function<PixelRows, T> use);
}
