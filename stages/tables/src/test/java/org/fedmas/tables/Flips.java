package org.fedmas.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Predicate;
import org.fedmas.contract.error.CorruptArtifactException;
import org.fedmas.contract.random.RandomStream;

/** Damages a file in many places, one at a time, and looks at what its reader does. */
public final class Flips {

  /** Reads a file as a whole. */
  public interface Reading {
    Object read(Path file) throws IOException;
  }

  private Flips() {}

  /** Every reading of a shortened file ends in the one exception, which names the file. */
  public static void refusesEveryTruncation(Path good, Path damaged, Reading reading)
      throws IOException {
    byte[] bytes = Files.readAllBytes(good);
    int step = Math.max(1, bytes.length / 200);
    for (int length = 0; length < bytes.length; length += step) {
      Files.write(damaged, Arrays.copyOf(bytes, length));
      expectDamage(damaged, "cut to " + length, reading);
    }
  }

  /**
   * Returns every reading of a file with one bit flipped ends in the one exception or returns an
   * acceptable value, never in another error.
   *
   * @return how many flips were noticed
   */
  public static int survivesFlips(
      Path good,
      Path damaged,
      int from,
      int to,
      int count,
      RandomStream random,
      Reading reading,
      Predicate<Object> acceptable)
      throws IOException {
    byte[] bytes = Files.readAllBytes(good);
    int noticed = 0;
    for (int i = 0; i < count; i++) {
      int place = from + random.below(to - from);
      int bit = 1 << random.below(8);
      String what = "bit " + bit + " of byte " + place + " of " + bytes.length + " flipped";
      bytes[place] ^= (byte) bit;
      Files.write(damaged, bytes);
      bytes[place] ^= (byte) bit;
      Object found;
      try {
        found = reading.read(damaged);
      } catch (CorruptArtifactException e) {
        assertThat(e).hasMessageContaining(damaged.getFileName().toString());
        noticed++;
        continue;
      } catch (Exception | Error e) {
        throw new AssertionError(what, e);
      }
      assertThat(acceptable.test(found)).as(what).isTrue();
    }
    return noticed;
  }

  /** Reading ends in the one exception, which names the file and says what was expected. */
  public static void expectDamage(Path file, String what, Reading reading) {
    try {
      Object found = reading.read(file);
      fail(what + ": read " + found);
    } catch (CorruptArtifactException e) {
      assertThat(e)
          .as(what)
          .hasMessageContaining(file.getFileName().toString())
          .hasMessageContaining("found ")
          .hasMessageContaining("verify");
    } catch (IOException | RuntimeException e) {
      fail(what, e);
    }
  }
}
