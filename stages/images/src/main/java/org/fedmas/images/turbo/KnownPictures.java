package org.fedmas.images.turbo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.fedmas.contract.Digest;
import org.fedmas.images.header.JpegHeader;
import org.fedmas.images.header.UnreadableBytes;

/**
 * Small files of every kind of sampling and coding, and the pixels that libjpeg-turbo makes of
 * them, whole and reduced: what a build has to reproduce before it may decode anything. The name of
 * the library alone stands in recipes, so that machines with different builds share artifacts.
 */
final class KnownPictures {

  /** Lines of: file, reduction, SHA-256 of [height, width, 3]. */
  private static final String LIST = "known/pixels.txt";

  private KnownPictures() {}

  /** Returns the first picture that a build decodes differently; empty if none. */
  static Optional<String> firstDifference(NativeJpeg build) {
    for (String line : new String(resource(LIST), StandardCharsets.UTF_8).lines().toList()) {
      String[] words = line.split(" ", -1);
      byte[] file = resource("known/" + words[0]);
      int reduction = Integer.parseInt(words[1]);
      Optional<Digest> found =
          build.decode(file, header(file), reduction, rows -> Digest.of(rows.image().pixels()));
      if (!found.map(Digest::hex).equals(Optional.of(words[2]))) {
        String problem = found.isPresent() ? "has other pixels" : "is not decoded";
        return Optional.of("%s at 1/%s %s".formatted(words[0], reduction, problem));
      }
    }
    return Optional.empty();
  }

  private static JpegHeader header(byte[] file) {
    try {
      return JpegHeader.of(file);
    } catch (UnreadableBytes e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] resource(String name) {
    try (InputStream in = KnownPictures.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("not in the class path: " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
