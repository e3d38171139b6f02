package org.fedmas.images;

import java.util.Optional;
import java.util.function.Function;

/** A build of libjpeg-turbo that this process can call. */
interface NativeJpeg {

  /** For messages. */
  String name();

  /**
   * The picture of a file with one to three components, or nothing where the library fails or has
   * the least to say against the file.
   *
   * @param reduction 1, 2, 4 or 8: what both sides are divided by, rounded up
   * @param use what is made of the pixels, which are gone afterwards
   */
  <T> Optional<T> decode(byte[] file, JpegHeader header, int reduction, Function<PixelRows, T> use);
}
