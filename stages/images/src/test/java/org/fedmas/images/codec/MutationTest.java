package org.fedmas.images.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;
import org.fedmas.images.decode.Decoding;
import org.fedmas.images.decode.ImageDecoder;
import org.fedmas.images.decode.ImageUnreadableException;
import org.fedmas.images.decode.JpegLibrary;
import org.fedmas.images.prepare.Resize;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Readable files with random damage: each is decoded or refused, and nothing else happens. */
class MutationTest {

  private static final int SOME = 200;
  private static final int MANY = 500;
  private static final long LONGEST = 10_000_000_000L;
  private static final Resize SMALL = new Resize.Squash(8);
  private static final int[] EXTREMES = {0, 1, 0x7F, 0x80, 0xFE, 0xFF};

  private final List<Map.Entry<String, byte[]>> seeds = new ArrayList<>(SeedFiles.all().entrySet());

  @Test
  void seedsAreReadable() throws Exception {
    for (Map.Entry<String, byte[]> seed : seeds) {
      assertThat(ImageDecoder.decode(seed.getValue(), seed.getKey()).pixels()).isNotEmpty();
    }
  }

  @Test
  void someMutationsAreDecodedOrRefused() {
    mutate(SOME, 1);
  }

  /** Tries as many files as the property {@code fedmas.mutations} says. */
  @Test
  @Tag("e2e")
  @Tag("soak")
  void manyMutationsAreDecodedOrRefused() {
    String chosen = System.getProperty("fedmas.mutations", "");
    mutate(chosen.isBlank() ? MANY : Integer.parseInt(chosen), 2);
  }

  private void mutate(int count, long seed) {
    int decoded = 0;
    for (int i = 0; i < count; i++) {
      RandomStream random = RandomKey.of(seed).with("mutation").with(i).stream();
      Map.Entry<String, byte[]> file = seeds.get(i % seeds.size());
      byte[] mutated = mutated(file.getValue(), random);
      long start = System.nanoTime();
      try {
        JpegLibrary library = i % 2 == 0 ? JpegLibrary.JDK : JpegLibrary.LIBJPEG_TURBO;
        Decoding decoding =
            new Decoding(
                Decoding.Detail.EXACT,
                library,
                Decoding.Orientation.UPRIGHT,
                Optional.of(new ValueWindow(0, 4095)));
        ImageDecoder.resized(mutated, file.getKey(), decoding, SMALL);
        decoded++;
      } catch (ImageUnreadableException e) {
        assertThat(e.reason()).doesNotContain("Exception").doesNotContain(TinyDicom.PERSON);
      } catch (RuntimeException | Error e) {
        throw new AssertionError("mutation %d of %s".formatted(i, file.getKey()), e);
      }
      assertThat(System.nanoTime() - start)
          .as("time of %d, %s", i, file.getKey())
          .isLessThan(LONGEST);
    }
    assertThat(decoded).as("harmless mutations of %d", count).isBetween(1, count - 1);
  }

  private static byte[] mutated(byte[] file, RandomStream random) {
    byte[] bytes = file.clone();
    int changes = 1 + (int) random.below(4);
    for (int i = 0; i < changes && bytes.length > 8; i++) {
      // headers are short, and most of what can go wrong stands in them
      int reach = random.below(2) == 0 ? Math.min(bytes.length, 200) : bytes.length;
      int at = (int) random.below(reach);
      switch ((int) random.below(7)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.below(8));
        case 1 -> bytes[at] = (byte) EXTREMES[(int) random.below(EXTREMES.length)];
        case 2 -> bytes[at] = (byte) random.below(256);
        case 3 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) 0xFF);
        case 4 -> bytes = Arrays.copyOf(bytes, at + 1);
        case 5 -> bytes = inserted(bytes, at, 1 + (int) random.below(16));
        default -> {
          int from = (int) random.below(bytes.length);
          int length = Math.min(bytes.length - Math.max(at, from), 1 + (int) random.below(16));
          System.arraycopy(bytes, from, bytes, at, length);
        }
      }
    }
    return bytes;
  }

  private static byte[] inserted(byte[] bytes, int at, int count) {
    byte[] longer = Arrays.copyOf(bytes, bytes.length + count);
    System.arraycopy(bytes, at, longer, at + count, bytes.length - at);
    return longer;
  }
}
