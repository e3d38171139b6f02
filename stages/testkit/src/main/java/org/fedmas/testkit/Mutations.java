package org.fedmas.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fedmas.contract.random.RandomKey;
import org.fedmas.contract.random.RandomStream;

/**
 * Readable files with seeded damage, for tests of readers. A reader has to accept or refuse each
 * file within 10 seconds and a limit of memory.
 *
 * @param seeds readable files by name
 * @param damage a change of a file
 * @param mostBytes largest number of bytes that a reader may allocate for one file, as garbage too
 */
public record Mutations(List<Map.Entry<String, byte[]>> seeds, Damage damage, long mostBytes) {

  private static final int MANY = 500;
  private static final long LONGEST_NANOS = 10_000_000_000L;
  private static final int MOST_CHANGES = 4;

  /** A change of a file's bytes. */
  public interface Damage {
    /** Returns changed bytes; the given ones stay as they are. */
    byte[] apply(byte[] file, RandomStream random);
  }

  /** A reader under test. */
  public interface Reader {
    /**
     * Returns whether the reader accepts the file. Every exception of this method fails the test.
     */
    boolean accepts(String name, byte[] bytes) throws Exception;
  }

  /** Creates mutations of binary files. */
  public static Mutations ofBytes(Map<String, byte[]> seeds, long mostBytes) {
    return new Mutations(List.copyOf(seeds.entrySet()), BinaryDamage::apply, mostBytes);
  }

  /** Creates mutations of text files. */
  public static Mutations ofTexts(Map<String, String> seeds, long mostBytes) {
    List<Map.Entry<String, byte[]>> files = new ArrayList<>();
    seeds.forEach(
        (name, text) -> files.add(Map.entry(name, text.getBytes(StandardCharsets.UTF_8))));
    return new Mutations(files, TextDamage::apply, mostBytes);
  }

  /** Returns the number of files that the property {@code fedmas.mutations} asks for, else 500. */
  public static int many() {
    String chosen = System.getProperty("fedmas.mutations", "");
    return chosen.isBlank() ? MANY : Integer.parseInt(chosen);
  }

  /** Requires that a reader accepts or refuses each of so many files, and some of either kind. */
  public void check(int count, long seed, Reader reader) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int accepted = 0;
    for (int i = 0; i < count; i++) {
      RandomStream random = RandomKey.of(seed).with("mutation").with(i).stream();
      Map.Entry<String, byte[]> file = seeds.get(i % seeds.size());
      byte[] mutated = file.getValue();
      for (int change = random.below(MOST_CHANGES); change >= 0; change--) {
        mutated = damage.apply(mutated, random);
      }
      String name = "mutation %s of %s".formatted(i, file.getKey());
      long start = System.nanoTime();
      long before = threads.getCurrentThreadAllocatedBytes();
      try {
        accepted += reader.accepts(file.getKey(), mutated) ? 1 : 0;
      } catch (Exception | Error e) {
        throw new AssertionError(name, e);
      }
      assertThat(threads.getCurrentThreadAllocatedBytes() - before)
          .as("bytes for %s", name)
          .isLessThan(mostBytes);
      assertThat(System.nanoTime() - start).as("time of %s", name).isLessThan(LONGEST_NANOS);
    }
    assertThat(accepted).as("harmless mutations of %s", count).isBetween(1, count - 1);
  }
}
