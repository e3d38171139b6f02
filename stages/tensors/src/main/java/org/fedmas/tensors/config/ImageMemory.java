package org.fedmas.tensors.config;

import java.util.OptionalLong;
import org.fedmas.contract.config.ByteSize;
import org.fedmas.contract.config.ConfigReader;

/**
 * A memory budget for the prepared pixels held by all units of a process: the key {@value #KEY}.
 * The budget does not affect results, so recipes do not contain the key. Thread-safe.
 */
public final class ImageMemory {

  /** The configuration key of the budget. */
  public static final String KEY = "memory-budget";

  private static final String AUTO = "auto";

  /** Divisor of the largest heap size, which gives the budget of {@value #AUTO}. */
  private static final int PARTS = 3;

  private static ImageMemory process = new ImageMemory(automatic());

  private final long budget;
  private long held;

  /** Creates a budget of that many bytes. */
  public ImageMemory(long budget) {
    this.budget = budget;
  }

  /** Reads the budget in bytes. */
  public static long read(ConfigReader reader) {
    String text = reader.text(KEY, AUTO);
    OptionalLong size = ByteSize.parse(text);
    if (size.isEmpty() && !text.equals(AUTO)) {
      reader.problem(KEY, AUTO + ", or " + ByteSize.EXAMPLES);
    }
    return size.orElse(automatic());
  }

  /** Sets the budget of this process before its first unit starts. */
  public static synchronized void choose(long budget) {
    process = new ImageMemory(budget);
  }

  /** Returns the budget shared by this process. */
  public static synchronized ImageMemory ofProcess() {
    return process;
  }

  /** Reserves bytes and returns true, or returns false if the budget is too small for them. */
  public synchronized boolean take(long bytes) {
    if (held + bytes > budget) {
      return false;
    }
    held += bytes;
    return true;
  }

  /** Reserves bytes even beyond the budget, for pixels that can be held nowhere else. */
  public synchronized void takeAnyway(long bytes) {
    held += bytes;
  }

  /** Releases reserved bytes. */
  public synchronized void giveBack(long bytes) {
    held -= bytes;
  }

  /** Returns the number of reserved bytes. */
  public synchronized long held() {
    return held;
  }

  private static long automatic() {
    return Runtime.getRuntime().maxMemory() / PARTS;
  }
}
