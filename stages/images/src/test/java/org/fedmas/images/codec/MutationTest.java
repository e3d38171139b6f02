package org.fedmas.images.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.fedmas.images.decode.Decoding;
import org.fedmas.images.decode.ImageDecoder;
import org.fedmas.images.decode.ImageUnreadableException;
import org.fedmas.images.decode.JpegLibrary;
import org.fedmas.images.prepare.Resize;
import org.fedmas.testkit.Mutations;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Readable files with random damage: each is decoded or refused, and nothing else happens. */
class MutationTest {

  private static final int SOME = 200;
  private static final long MOST_BYTES = 1L << 30;
  private static final Resize SMALL = new Resize.Squash(8);

  private final Map<String, byte[]> seeds = SeedFiles.all();
  private final Mutations mutations = Mutations.ofBytes(seeds, MOST_BYTES);

  @Test
  void seedsAreReadable() throws Exception {
    for (Map.Entry<String, byte[]> seed : seeds.entrySet()) {
      assertThat(ImageDecoder.decode(seed.getValue(), seed.getKey()).pixels()).isNotEmpty();
    }
  }

  @Test
  void someMutationsAreDecodedOrRefused() {
    mutations.check(SOME, 1, MutationTest::decodes);
  }

  @Test
  @Tag("e2e")
  @Tag("soak")
  void manyMutationsAreDecodedOrRefused() {
    mutations.check(Mutations.many(), 2, MutationTest::decodes);
  }

  private static boolean decodes(String name, byte[] file) {
    JpegLibrary library = file.length % 2 == 0 ? JpegLibrary.JDK : JpegLibrary.LIBJPEG_TURBO;
    Decoding decoding =
        new Decoding(
            Decoding.Detail.EXACT,
            library,
            Decoding.Orientation.UPRIGHT,
            Optional.of(new ValueWindow(0, 4095)));
    try {
      ImageDecoder.resized(file, name, decoding, SMALL);
      return true;
    } catch (ImageUnreadableException e) {
      assertThat(e.reason()).doesNotContain("Exception").doesNotContain(TinyDicom.PERSON);
      return false;
    }
  }
}
